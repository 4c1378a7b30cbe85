# production
enabled = true
