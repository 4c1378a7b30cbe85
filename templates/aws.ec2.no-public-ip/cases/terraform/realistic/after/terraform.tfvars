# production
associate_public_ip_address = false
