resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

variable "region" {
  default = "eu-west-1"
}

resource "aws_vpc_endpoint" "this" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.${var.region}.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}
