resource "aws_redshift_cluster" "reports" {
  cluster_identifier           = "reports"
  node_type                    = "ra3.large"
  database_name                = "reports"
  master_username              = "loader"
  manage_master_password       = true
  skip_final_snapshot          = true
  cluster_parameter_group_name = aws_redshift_parameter_group.reports.name
}

resource "aws_redshift_parameter_group" "reports" {
  name   = "reports"
  family = "redshift-1.0"

  parameter {
    name  = "require_ssl"
    value = "true"
  }
}
