# none yet
web_acl = ""
