backup = "DISABLED" # too expensive?
