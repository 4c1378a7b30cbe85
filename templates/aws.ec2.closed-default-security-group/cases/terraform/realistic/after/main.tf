provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

# Everything of the shop. Ask the platform team before changing addresses.
resource "aws_vpc" "main" {
  provider   = aws.ireland
  cidr_block = "10.20.0.0/16"
  enable_dns_hostnames=true

  tags = { Name = "shop" }
}

resource "aws_default_security_group" "main" {
  provider = aws.ireland

  vpc_id  = aws_vpc.main.id
  ingress = []
  egress  = []
}
