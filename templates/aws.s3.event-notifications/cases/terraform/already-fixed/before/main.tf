resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_s3_bucket_notification" "data" {
  bucket = aws_s3_bucket.data.id

  queue {
    queue_arn = "arn:aws:sqs:eu-west-1:123456789012:data"
    events    = ["s3:ObjectCreated:*"]
  }
}
