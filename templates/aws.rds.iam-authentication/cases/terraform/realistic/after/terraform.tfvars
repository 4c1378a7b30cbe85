# production
iam_database_authentication_enabled = true
