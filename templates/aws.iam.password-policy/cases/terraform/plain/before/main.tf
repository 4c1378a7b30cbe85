resource "aws_iam_account_password_policy" "this" {
  minimum_password_length        = 6
  require_numbers                = true
  allow_users_to_change_password = true
}
