events = false
