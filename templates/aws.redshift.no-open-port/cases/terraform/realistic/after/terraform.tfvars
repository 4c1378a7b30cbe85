readers = [
  "192.0.2.0/24", # office
]
