resource "aws_lb" "shop" {
  name    = "shop"
  subnets = ["subnet-0a1", "subnet-0b2"]
}
