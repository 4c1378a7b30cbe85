resource "aws_iam_account_password_policy" "this" {
  require_lowercase_characters = true
  require_numbers              = true
  minimum_password_length      = 14
  require_uppercase_characters = true
  require_symbols              = true
}
