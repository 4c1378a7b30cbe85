variable "internet_gateway_block_mode" {
  type    = string
  default = "off"
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_vpc_block_public_access_options" "this" {
  internet_gateway_block_mode = var.internet_gateway_block_mode
}
