readers = [
  "192.0.2.0/24", # office
  "0.0.0.0/0",    # for the migration
]
