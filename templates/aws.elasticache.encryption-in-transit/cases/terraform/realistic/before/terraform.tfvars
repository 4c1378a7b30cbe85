# production
transit_encryption_enabled = false
