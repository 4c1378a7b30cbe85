# production
publicly_accessible = true
