readers = [
  "210987654321", # analytics
]
