# production
public_api = true
