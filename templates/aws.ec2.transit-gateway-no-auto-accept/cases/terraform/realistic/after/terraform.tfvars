# production
auto_accept_shared_attachments = "disable"
