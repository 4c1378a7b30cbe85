# production
encryption = "AES256"
