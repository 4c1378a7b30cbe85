resource "aws_security_group" "search" {
  name = "search"

  # nodes and clients
  ingress {
    description     = "OpenSearch"
    from_port       = 9200
    to_port         = 9300
    protocol        = "tcp"
    cidr_blocks     = ["10.0.0.0/8"]
    security_groups = [aws_security_group.clients.id]
  }

  ingress {
    description = "OpenSearch"
    from_port   = 9201
    to_port     = 9299
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  tags = {
    Name = "search"
  }
}

resource "aws_security_group" "clients" {
  name = "clients"
}
