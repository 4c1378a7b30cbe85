# production
http_tokens = "required"
