# production
publicly_accessible = false
