resource "aws_redshift_cluster" "reports" {
  cluster_identifier     = "reports"
  node_type              = "ra3.large"
  database_name          = "reports"
  master_username        = "loader"
  manage_master_password = true
  skip_final_snapshot    = true
  vpc_security_group_ids = [aws_security_group.reports.id]
}

resource "aws_security_group" "reports" {
  name   = "reports"
  vpc_id = "vpc-0123456789abcdef0"

  ingress {
    description = "SQL"
    from_port   = 5439
    to_port     = 5439
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
