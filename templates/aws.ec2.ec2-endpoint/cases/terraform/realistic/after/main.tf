variable "region" {
  default = "eu-west-1"
}

# Ask the platform team before changing addresses.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
  enable_dns_support = true
  enable_dns_hostnames = true

  tags = { Name = "shop" }
}

resource "aws_vpc_endpoint" "storage" {
  vpc_id = aws_vpc.main.id
  service_name = "com.amazonaws.${var.region}.s3"
}

resource "aws_vpc_endpoint" "main" {
  vpc_id              = aws_vpc.main.id
  private_dns_enabled = true
  subnet_ids          = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  security_group_ids  = ["sg-0a1b2c3d"]
  service_name        = "com.amazonaws.eu-west-1.ec2"
  vpc_endpoint_type   = "Interface"
}
