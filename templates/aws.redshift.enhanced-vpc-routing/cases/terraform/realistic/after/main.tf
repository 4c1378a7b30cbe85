locals {
  stage = "production"
  enhanced_vpc_routing = true # was cheaper
}

resource "aws_redshift_cluster" "reports" {
  cluster_identifier = "reports"
  node_type = "ra3.large"
  database_name = "reports"
  master_username = "loader"
  manage_master_password = true
  skip_final_snapshot = true
  enhanced_vpc_routing = local.enhanced_vpc_routing

  tags = {
    Stage = "${local.stage}"
  }
}
