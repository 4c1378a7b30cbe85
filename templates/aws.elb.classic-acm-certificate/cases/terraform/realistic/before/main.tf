variable "certificate" {
  type = string
}

# To be replaced this year.
resource "aws_elb" "legacy" {
  name = "legacy"
  subnets = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  listener {
    lb_port = 80
    lb_protocol = "http"
    instance_port = 8080
    instance_protocol = "http"
  }
  listener {
    lb_port = 443
    lb_protocol = "https"
    instance_port = 8080
    instance_protocol = "http"
    ssl_certificate_id = var.certificate
  }
}
