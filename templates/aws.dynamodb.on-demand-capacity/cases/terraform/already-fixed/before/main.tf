variable "billing_mode" {
  type    = string
  default = "PAY_PER_REQUEST"
}

resource "aws_dynamodb_table" "carts" {
  name           = "carts"
  hash_key       = "id"
  read_capacity  = 5
  write_capacity = 5
  billing_mode   = var.billing_mode

  attribute {
    name = "id"
    type = "S"
  }
}
