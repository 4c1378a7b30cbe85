# production
subnets = ["subnet-0a1b2c3d"]
