variable "logs" {
  type    = bool
  default = false
}

# To be replaced this year.
resource "aws_elb" "legacy" {
  name = "legacy"
  subnets = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  access_logs {
    bucket = "legacy-logs"
    interval = 5
    enabled = var.logs
  }
  listener {
    lb_port = 80
    lb_protocol = "http"
    instance_port = 8080
    instance_protocol = "http"
  }
}
