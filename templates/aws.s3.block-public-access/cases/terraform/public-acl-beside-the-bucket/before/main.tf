resource "aws_s3_bucket" "uploads" {
  bucket = "uploads-eu"
}

resource "aws_s3_bucket_acl" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  acl    = "public-read-write"
}
