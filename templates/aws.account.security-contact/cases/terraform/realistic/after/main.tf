# see the handbook
resource "aws_account_alternate_contact" "operations" {
  alternate_contact_type = "OPERATIONS"

  name          = "Finance"
  title         = "Team"
  email_address = "finance@example.com"
  phone_number  = "+4930123456"
}

resource "aws_account_alternate_contact" "operations_2" {
  alternate_contact_type = "SECURITY"
  name                   = "Security"
  title                  = "Team"
  phone_number           = "+4930123457"
  email_address          = "security@example.com"
}

locals { contacts = {} }
