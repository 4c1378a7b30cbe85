# production
public = true
