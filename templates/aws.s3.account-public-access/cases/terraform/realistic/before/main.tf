variable "block" {
  type = object({ acls = bool, policies = bool })
}

# The whole account, see ADR 7.
resource "aws_s3_account_public_access_block" "account" {
  block_public_acls = var.block.acls
  ignore_public_acls = true
  block_public_policy = var.block.policies
  restrict_public_buckets = var.block.policies
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}
