# production
connection_draining = false
