variable "billing_mode" {
  type    = string
  default = "PROVISIONED"
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_dynamodb_table" "carts" {
  name = "carts"
  hash_key = "id"
  read_capacity = 5
  write_capacity = 5
  billing_mode = var.billing_mode

  tags = {
    Team = "data"
    Stage = "production"
  }

  attribute {
    name = "id"
    type = "S"
  }
}
