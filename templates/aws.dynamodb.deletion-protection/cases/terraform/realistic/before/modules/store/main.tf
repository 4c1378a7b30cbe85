variable "deletion_protection_enabled" {
  type = bool
}

resource "aws_dynamodb_table" "this" {
  name = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key = "id"
  deletion_protection_enabled = var.deletion_protection_enabled

  attribute {
    name = "id"
    type = "S"
  }
}
