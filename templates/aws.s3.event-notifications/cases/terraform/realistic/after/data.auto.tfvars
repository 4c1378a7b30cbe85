events = true
