resource "aws_s3_bucket" "site" {
  bucket = "www.example.com"
  acl    = "public-read"

  website {
    index_document = "index.html"
  }
}
