resource "aws_dynamodb_table" "carts" {
  name           = "carts"
  hash_key       = "id"
  read_capacity  = 5
  write_capacity = 5
  billing_mode   = "PROVISIONED"

  attribute {
    name = "id"
    type = "S"
  }

  lifecycle {
    ignore_changes = [billing_mode]
  }
}
