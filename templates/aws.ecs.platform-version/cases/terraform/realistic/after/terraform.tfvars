# production
platform_version = "LATEST"
