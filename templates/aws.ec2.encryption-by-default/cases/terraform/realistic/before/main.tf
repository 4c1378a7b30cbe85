variable "regions" {
  default = {
    "eu-west-1"    = { encrypt = false }, # Dublin
    "eu-central-1" = { encrypt = true },
  }
}

resource "aws_ebs_encryption_by_default" "regional" {
  for_each = var.regions
  region   = each.key
  enabled  = each.value.encrypt
}
