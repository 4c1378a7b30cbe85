resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = "vpc-0123456789abcdef0"

  ingress {
    description      = "SSH"
    from_port        = 22
    to_port          = 22
    protocol         = "tcp"
    cidr_blocks      = ["10.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24"]
    ipv6_cidr_blocks = ["2001:db8::/32"]
  }
}
