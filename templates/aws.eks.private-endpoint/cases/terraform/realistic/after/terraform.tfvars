# production
public_api = false
