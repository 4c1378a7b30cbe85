variable "logs" {
  type    = bool
  default = false
}

# To be replaced this year.
resource "aws_elb" "legacy" {
  name = "legacy"
  subnets = ["subnet-0a1", "subnet-0b2"]
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
