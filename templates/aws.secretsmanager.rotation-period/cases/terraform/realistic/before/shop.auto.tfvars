days = 180 # half a year
