# production
auto_minor_version_upgrade = false
