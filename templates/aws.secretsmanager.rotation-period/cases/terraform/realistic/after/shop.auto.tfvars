days = 60 # half a year
