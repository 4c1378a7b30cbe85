# production
authorization_type = "NONE"
