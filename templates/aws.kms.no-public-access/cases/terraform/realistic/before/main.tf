variable "name" {
  type    = string
  default = "orders"
}

variable "account" {
  type    = string
  default = "111122223333"
}

resource "aws_kms_key" "orders" {
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
          "Action": "kms:*",
          "Resource": "*"
        },
        {
          "Sid": "Partners",
          "Effect": "Allow",
          "Principal": { "AWS": "*" },
          "Action": ["kms:Decrypt"],
          "Resource": "*"
        },
        {
          "Sid": "OverTLS",
          "Effect": "Allow",
          "Principal": "*",
          "Action": "kms:Decrypt",
          "Resource": "*",
          "Condition": { "Bool": { "aws:SecureTransport": "true" } }
        }
      ]
    }
  EOF
}
