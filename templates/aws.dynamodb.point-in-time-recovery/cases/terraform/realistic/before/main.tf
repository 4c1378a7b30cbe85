variable "enabled" {
  type    = bool
  default = false
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_dynamodb_table" "carts" {
  name = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"

  tags = {
    Team = "data"
    Stage = "production"
  }

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = var.enabled
  }
}
