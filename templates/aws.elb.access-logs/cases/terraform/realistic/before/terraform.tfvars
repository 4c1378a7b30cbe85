# production
logs = false
