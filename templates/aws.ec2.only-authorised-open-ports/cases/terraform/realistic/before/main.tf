resource "aws_security_group" "cluster" {
  name = "cluster"
  tags = local.tags

  ingress {
    description = "everything" # for now
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    self        = true
    cidr_blocks = ["0.0.0.0/0"]
  }
}

locals {
  tags = { Team = "platform" }
}
