# production
logs = true
