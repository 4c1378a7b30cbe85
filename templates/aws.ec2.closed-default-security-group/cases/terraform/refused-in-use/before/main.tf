resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_instance" "web" {
  ami                    = "ami-0a1b2c3d4e5f60718"
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_vpc.main.default_security_group_id]
}
