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

output "names" {
  value = [for b in aws_s3_bucket.archive : b.bucket]
}
