resource "aws_iam_account_password_policy" "this" {
  require_lowercase_characters = true
  require_numbers              = false
  minimum_password_length      = 14
}
