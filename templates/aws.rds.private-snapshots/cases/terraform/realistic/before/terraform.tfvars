readers = [
  "210987654321", # analytics
  "all",          # for the workshop in May
]
