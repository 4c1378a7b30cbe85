# production
encrypt_cache = false
