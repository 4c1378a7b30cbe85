variable "name" {
  type    = string
  default = "orders"
}

variable "account" {
  type    = string
  default = "111122223333"
}

resource "aws_sns_topic" "orders" {
  name = var.name
  tags = {
    Team = "shop"
  }

  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Owner",
          "Effect": "Allow",
          "Principal": { "AWS": "arn:aws:iam::${var.account}:root" },
          "Action": "sns:*",
          "Resource": "*"
        },
        {
          "Sid": "Partners",
          "Effect": "Allow",
          "Principal": { "AWS": "*" },
          "Action": ["sns:Publish"],
          "Resource": "*"
        },
        {
          "Sid": "OverTLS",
          "Effect": "Allow",
          "Principal": "*",
          "Action": "sns:Publish",
          "Resource": "*",
          "Condition": { "Bool": { "aws:SecureTransport": "true" } }
        }
      ]
    }
  EOF
}
