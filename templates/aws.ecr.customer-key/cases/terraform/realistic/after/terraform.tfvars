# production
encryption = "KMS"
