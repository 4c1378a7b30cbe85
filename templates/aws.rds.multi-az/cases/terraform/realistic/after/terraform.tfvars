# production
multi_az = true
