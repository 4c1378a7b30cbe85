variable "ownership" {
  type = string
  default = "ObjectWriter"
}

# Partners write here.
resource "aws_s3_bucket" "inbox" {
  bucket_prefix = "acme-inbox-"
  tags = { Team = "data" }
}

resource "aws_s3_bucket_ownership_controls" "inbox" {
  bucket = aws_s3_bucket.inbox.id
  rule { object_ownership = var.ownership }
}

resource "aws_s3_bucket_acl" "inbox" {
  bucket = aws_s3_bucket.inbox.id
  acl    = "private"
}

resource "aws_s3_bucket_versioning" "inbox" {
  bucket = aws_s3_bucket.inbox.id
  versioning_configuration { status = "Enabled" }
}
