# production
drop_invalid_header_fields = true
