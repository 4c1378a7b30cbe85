data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["sns:Publish"]
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

resource "aws_sns_topic" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}
