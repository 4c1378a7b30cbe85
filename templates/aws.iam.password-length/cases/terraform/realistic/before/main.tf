variable "minimum_password_length" {
  type = number
}

# One for the whole account; see the handbook, chapter 4.
resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length      = var.minimum_password_length
  require_lowercase_characters = true
  require_uppercase_characters = true
  require_numbers              = true
  require_symbols              = true
  password_reuse_prevention    = 24
  max_password_age             = 90
}
