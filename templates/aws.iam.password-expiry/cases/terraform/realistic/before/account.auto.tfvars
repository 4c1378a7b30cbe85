# agreed in 2018
max_password_age = 365
