variable "ssh_ranges" {
  type    = list(string)
  default = []
}

resource "aws_vpc" "main" { cidr_block = "10.20.0.0/16" }

resource "aws_security_group" "bastion" {
  name_prefix = "bastion-"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "bastion", Team = "platform" }

  ingress {   // people
    protocol    = "tcp"
    from_port   = "22"
    to_port     = "22"
    cidr_blocks = var.ssh_ranges
  }
  ingress {   // machines
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = [aws_vpc.main.cidr_block]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
