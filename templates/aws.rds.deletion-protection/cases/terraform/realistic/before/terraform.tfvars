# production
deletion_protection = false
