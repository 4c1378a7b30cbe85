# production
platform_version = "1.3.0"
