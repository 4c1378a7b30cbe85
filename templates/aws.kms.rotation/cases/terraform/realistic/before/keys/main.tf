variable "keys" {
  type = map(object({ description = string, rotation = bool }))
}

resource "aws_kms_key" "this" {
  for_each = var.keys

  description = each.value.description
  deletion_window_in_days = 30
  enable_key_rotation = each.value.rotation
  tags = { Name = each.key }
}
