data "aws_iam_policy_document" "orders" {
  statement {
    sid       = "Owner"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }

  # the partners publish here
  statement {
    sid       = "Partners"
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = ["111122223333", "444455556666"]
    }
  }
}

resource "aws_kms_key" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}
