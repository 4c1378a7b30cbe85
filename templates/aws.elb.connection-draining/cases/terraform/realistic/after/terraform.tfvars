# production
connection_draining = true
