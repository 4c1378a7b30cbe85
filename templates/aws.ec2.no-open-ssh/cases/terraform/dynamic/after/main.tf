locals {
  rules = [
    { port = 443, cidrs = ["0.0.0.0/0"] },
    { port = 22, cidrs = ["192.0.2.0/24"] },
  ]
}

resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = "vpc-0123456789abcdef0"

  dynamic "ingress" {
    for_each = local.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = "tcp"
      cidr_blocks = ingress.value.cidrs
    }
  }
}
