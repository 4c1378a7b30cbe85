resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length = 14
}

variable "policy" {
  type = string
}

resource "aws_iam_role_policy_attachment" "some" {
  role       = "ops"
  policy_arn = var.policy
}
