resource "aws_iam_account_password_policy" "this" {
  minimum_password_length = 14
}

resource "aws_account_alternate_contact" "security" {
  alternate_contact_type = "SECURITY"
  name                   = "Security"
  title                  = "Team"
  phone_number           = "+4930123457"
  email_address          = "security@example.com"
}
