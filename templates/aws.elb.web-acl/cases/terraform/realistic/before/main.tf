provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

# Owned by the web team.
resource "aws_lb" "shop" {
  for_each = toset(["eu", "uk"])
  provider = aws.ireland
  name = "shop-${each.key}"
  subnets = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  tags = { Market = each.key }
}

resource "aws_lb" "tcp" {
  name               = "tcp"
  load_balancer_type = "network"
  subnets            = ["subnet-0a1b2c3d"]
}
