resource "aws_s3_bucket" "data" {
  bucket = "data-lake-raw"

  tags = {
    Team = "shop"
  }
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id

  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Own",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/admin" },
      "Action": ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
      "Resource": "${aws_s3_bucket.data.arn}"
    },
    {
      "Sid": "Partner",
      "Effect": "Allow",
      "Principal": { "AWS": ["444455556666", "arn:aws:iam::111122223333:role/import"] },
      "Action": [
        "s3:PutObject",
        "s3:GetObject"
      ],
      "Resource": ["${aws_s3_bucket.data.arn}", "${aws_s3_bucket.data.arn}/*"]
    }
  ]
}
POLICY
}
