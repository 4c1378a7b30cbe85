backup = "ENABLED" # too expensive?
