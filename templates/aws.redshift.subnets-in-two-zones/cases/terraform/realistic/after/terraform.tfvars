subnets = [
  "subnet-0123456789abcdef0", # a
  "subnet-0fedcba9876543210",
]
