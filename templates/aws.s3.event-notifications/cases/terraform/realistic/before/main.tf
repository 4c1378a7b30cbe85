resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

variable "events" { type = bool }

resource "aws_s3_bucket_notification" "data" {
  bucket = aws_s3_bucket.data.id
  eventbridge = var.events # see DATA-5
}
