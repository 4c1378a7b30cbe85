# production
drop_invalid_header_fields = false
