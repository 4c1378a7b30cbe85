resource "aws_security_group" "search" {
  name = "search"

  # nodes and clients
  ingress {
    description     = "OpenSearch"
    from_port       = 9200
    to_port         = 9300
    protocol        = "tcp"
    cidr_blocks     = ["0.0.0.0/0"]
    security_groups = [aws_security_group.clients.id]
  }

  tags = {
    Name = "search"
  }
}

resource "aws_security_group" "clients" {
  name = "clients"
}
