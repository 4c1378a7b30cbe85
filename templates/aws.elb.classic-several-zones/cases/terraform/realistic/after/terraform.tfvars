# production
subnets = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
