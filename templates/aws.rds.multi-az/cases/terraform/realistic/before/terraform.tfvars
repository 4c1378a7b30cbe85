# production
multi_az = false
