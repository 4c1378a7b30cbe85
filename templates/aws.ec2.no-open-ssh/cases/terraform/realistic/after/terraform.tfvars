# who may log in
ssh_ranges = [
  "203.0.113.7/32", # office
  "192.0.2.0/24",   # everybody, for now
]
