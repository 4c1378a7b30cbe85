resource "aws_lb" "shop" {
  name            = "shop"
  subnets         = ["subnet-0a1", "subnet-0b2"]
  security_groups = ["sg-0a1b2c3d"]
}
