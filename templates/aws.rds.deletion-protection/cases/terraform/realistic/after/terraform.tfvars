# production
deletion_protection = true
