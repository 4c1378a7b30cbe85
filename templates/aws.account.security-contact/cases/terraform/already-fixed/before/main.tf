resource "aws_account_alternate_contact" "security" {
  alternate_contact_type = "SECURITY"

  name          = "Finance"
  title         = "Team"
  email_address = "finance@example.com"
  phone_number  = "+4930123456"
}
