# production
encrypt_cache = true
