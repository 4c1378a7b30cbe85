# production
enabled = false
