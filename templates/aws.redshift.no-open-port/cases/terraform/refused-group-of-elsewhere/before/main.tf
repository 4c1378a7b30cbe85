resource "aws_redshift_cluster" "reports" {
  cluster_identifier     = "reports"
  node_type              = "ra3.large"
  database_name          = "reports"
  master_username        = "loader"
  manage_master_password = true
  skip_final_snapshot    = true
  vpc_security_group_ids = ["sg-0123456789abcdef0"]
}
