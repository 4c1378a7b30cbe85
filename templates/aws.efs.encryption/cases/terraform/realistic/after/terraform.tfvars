# production
encrypted = true
