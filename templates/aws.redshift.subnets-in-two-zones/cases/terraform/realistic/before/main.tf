variable "subnets" { type = list(string) }

resource "aws_redshift_subnet_group" "reports" {
  name       = "reports"
  subnet_ids = var.subnets
  tags = { Team = "data" }
}
