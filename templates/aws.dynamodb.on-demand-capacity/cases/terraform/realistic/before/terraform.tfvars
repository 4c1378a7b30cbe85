# production
billing_mode = "PROVISIONED"
