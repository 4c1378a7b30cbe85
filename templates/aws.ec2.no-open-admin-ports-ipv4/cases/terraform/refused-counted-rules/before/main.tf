resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_security_group_rule" "open" {
  count = 2

  type              = "ingress"
  security_group_id = aws_security_group.web.id
  from_port         = element([3389, 443], count.index)
  to_port           = element([3389, 443], count.index)
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}
