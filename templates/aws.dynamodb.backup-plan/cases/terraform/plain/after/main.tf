resource "aws_dynamodb_table" "carts" {
  name         = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_backup_selection" "carts" {
  resources    = [aws_dynamodb_table.carts.arn]
  name         = aws_dynamodb_table.carts.name
  plan_id      = "0a1b2c3d-0000-4444-8888-123456789012"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
}
