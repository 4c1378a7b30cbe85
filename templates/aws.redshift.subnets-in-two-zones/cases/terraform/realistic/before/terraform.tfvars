subnets = [
  "subnet-0123456789abcdef0", # a
]
