# production
master_username = "awsuser"
