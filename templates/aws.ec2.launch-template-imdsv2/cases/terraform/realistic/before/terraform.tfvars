# production
http_tokens = "optional"
