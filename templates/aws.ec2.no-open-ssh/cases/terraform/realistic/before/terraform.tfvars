# who may log in
ssh_ranges = [
  "203.0.113.7/32", # office
  "0.0.0.0/0",      # everybody, for now
]
