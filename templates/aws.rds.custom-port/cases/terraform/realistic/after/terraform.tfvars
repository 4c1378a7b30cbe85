# production
port = 6543
