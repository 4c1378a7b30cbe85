variable "name" { type = string }
variable "allow_rdp" { type = list(string) }

resource "aws_security_group" "this" {
  name = var.name
}

resource "aws_security_group_rule" "rdp" {
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  cidr_blocks       = var.allow_rdp
}
