resource "aws_s3_bucket" "uploads" {
  bucket = "uploads-eu"
  acl    = "public-read-write"
}
