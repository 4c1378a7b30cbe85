# production
port = 5432
