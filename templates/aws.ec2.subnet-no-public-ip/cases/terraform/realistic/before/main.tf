variable "map_public_ip_on_launch" {
  type    = bool
  default = true
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_subnet" "public" {
  vpc_id = "vpc-0a1b2c3d"
  cidr_block = "10.0.1.0/24"
  map_public_ip_on_launch = var.map_public_ip_on_launch
}
