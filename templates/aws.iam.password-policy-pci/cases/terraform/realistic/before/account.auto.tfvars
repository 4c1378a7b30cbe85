# agreed in 2018
password_reuse_prevention = 1
