locals {
  sizes = { logs = 200, orders = 100 }
}

# Owned by the data team.
resource "aws_ebs_volume" "data" {
  for_each = local.sizes
  availability_zone = "eu-west-1a"
  size = each.value
  encrypted = true
  tags = { Name = each.key }
}

resource "aws_backup_selection" "data" {
  for_each = local.sizes

  resources    = [aws_ebs_volume.data[each.key].arn]
  name         = aws_ebs_volume.data[each.key].id
  plan_id      = "0a1b2c3d-1234-5678-9abc-0123456789ab"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
}
