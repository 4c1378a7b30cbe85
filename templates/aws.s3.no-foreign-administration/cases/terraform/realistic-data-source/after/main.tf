resource "aws_s3_bucket" "data" {
  bucket = "data-lake-raw"
}

data "aws_iam_policy_document" "data" {
  # the partner delivers
  statement {
    actions = [
      "s3:PutObject",
      "s3:ListBucket",
    ]
    resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::444455556666:root"]
    }
  }
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = data.aws_iam_policy_document.data.json
}
