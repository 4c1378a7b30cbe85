variable "readers" { type = list(string) }

resource "aws_security_group_rule" "sql" {
  type              = "ingress"
  security_group_id = aws_security_group.reports.id
  from_port = 5439
  to_port = 5439
  protocol = "tcp"
  cidr_blocks = var.readers # see the runbook
}
