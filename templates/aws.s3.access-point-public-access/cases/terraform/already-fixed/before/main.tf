resource "aws_s3_access_point" "data" {
  bucket = "acme-data"
  name   = "partners"
}
