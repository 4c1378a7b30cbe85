# zone a only
subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-18273645546372819"]
