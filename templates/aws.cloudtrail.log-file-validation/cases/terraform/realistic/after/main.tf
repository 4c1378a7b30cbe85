module "trail" {
  source = "./trail"
  name = "organization-audit"
  bucket         = "acme-audit-logs"
  validate_files = true # digests were not needed in 2019
}
