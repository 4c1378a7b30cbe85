variable "block_policies" {
  type        = bool
  description = "Whether public policies are blocked."
}

resource "aws_s3_bucket" "data" {
  bucket = "data-lake-raw"
}

resource "aws_s3_bucket_public_access_block" "data" {
  bucket = aws_s3_bucket.data.id

  block_public_acls       = true
  block_public_policy     = var.block_policies
  ignore_public_acls      = false # legacy uploads
  restrict_public_buckets = true
}
