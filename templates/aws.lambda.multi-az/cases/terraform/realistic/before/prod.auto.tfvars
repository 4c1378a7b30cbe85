# zone a only
subnets = ["subnet-0a1b2c3d4e5f60718"]
