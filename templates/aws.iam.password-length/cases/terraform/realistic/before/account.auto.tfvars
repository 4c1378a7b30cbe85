# agreed in 2018
minimum_password_length = 12
