module "trail" {
  source = "./trail"
  name = "organization-audit"
  bucket         = "acme-audit-logs"
  validate_files = false # digests were not needed in 2019
}
