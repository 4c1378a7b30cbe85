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

resource "aws_wafv2_web_acl_association" "shop" {
  for_each = toset(["eu", "uk"])
  provider = aws.ireland

  resource_arn = aws_lb.shop[each.key].arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/0a1b2c3d"
}

resource "aws_lb" "tcp" {
  name               = "tcp"
  load_balancer_type = "network"
  subnets            = ["subnet-0a1b2c3d"]
}
