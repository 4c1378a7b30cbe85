provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

resource "aws_vpc_block_public_access_options" "virginia" {
  internet_gateway_block_mode = "block-bidirectional"
}

# The endpoints of Ireland.
resource "aws_vpc" "ireland" {
  provider   = aws.ireland
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_block_public_access_options" "ireland" {
  provider = aws.ireland

  internet_gateway_block_mode = "block-ingress"
}
