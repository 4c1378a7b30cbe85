provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

locals {
  archives = { eu = "archive-eu", us = "archive-us" }
}

# One archive per market. Ask finance before deleting anything.
resource "aws_s3_bucket" "archive" {
  for_each = local.archives
  provider = aws.ireland
  bucket   = each.value   # globally unique
  force_destroy=false

  tags = {
    Name = each.value
    Team   = "finance"
  }
}

resource "aws_s3_bucket_public_access_block" "archive" {
  for_each = local.archives
  provider = aws.ireland

  bucket                  = aws_s3_bucket.archive[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

output "names" {
  value = [for b in aws_s3_bucket.archive : b.bucket]
}
