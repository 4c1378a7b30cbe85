# production
transit_encryption_enabled = true
