# production
enable_deletion_protection = true
