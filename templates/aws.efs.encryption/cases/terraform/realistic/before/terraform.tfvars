# production
encrypted = false
