# production
version = "1.32"
