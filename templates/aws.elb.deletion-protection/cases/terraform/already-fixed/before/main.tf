resource "aws_lb" "shop" {
  name                       = "shop"
  subnets                    = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  security_groups            = ["sg-0a1b2c3d"]
  enable_deletion_protection = true
}
