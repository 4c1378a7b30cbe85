data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "orders" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
}

resource "aws_kms_key" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}
