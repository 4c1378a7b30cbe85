# production
username = "postgres"
