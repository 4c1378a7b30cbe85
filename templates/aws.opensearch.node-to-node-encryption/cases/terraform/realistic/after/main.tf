resource "aws_opensearch_domain" "logs" {
  domain_name = "logs"
  engine_version = "OpenSearch_2.13"
  tags = {
    Team = "data"
  }

  cluster_config {
    instance_type = "r6g.large.search"
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 50
  }

  node_to_node_encryption {
    enabled = true # TODO: review
  }
}
