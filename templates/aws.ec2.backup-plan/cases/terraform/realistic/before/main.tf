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
