variable "admins" {
  type    = string
  default = "0.0.0.0/0"
}

resource "aws_network_acl" "public" {
  vpc_id = "vpc-0a1b2c3d"
  tags = { Name = "public" }
}

# For the admins' laptops.
resource "aws_network_acl_rule" "rdp" {
  network_acl_id = aws_network_acl.public.id
  rule_number = 120
  egress = false
  protocol = "tcp"
  rule_action = "deny" # ticket 4711
  cidr_block = var.admins
  from_port = 3389
  to_port = 3389
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.public.id
  rule_number    = 100
  egress         = true
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
