resource "aws_lb" "shop" {
  name    = "shop"
  subnets = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]

  access_logs {
    bucket  = "shop-logs"
    enabled = true
  }
}
