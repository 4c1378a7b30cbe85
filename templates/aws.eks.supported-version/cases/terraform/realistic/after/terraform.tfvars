# production
version = "1.33"
