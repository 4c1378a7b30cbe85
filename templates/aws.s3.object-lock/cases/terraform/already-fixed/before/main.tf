resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_object_lock_configuration" "data" {
  bucket = aws_s3_bucket.data.id

  rule {
    default_retention {
      mode = "COMPLIANCE"
      days = 5
    }
  }
}
