variable "nodes" {
  default = "r5.large.elasticsearch"
}

# Owned by the platform team.
resource "aws_elasticsearch_domain" "audit" {
  domain_name = "audit"
  elasticsearch_version = "7.10"

  tags = {
    Team = "platform"
  }

  cluster_config {
    instance_type = var.nodes # see the runbook
    instance_count = 2
    zone_awareness_enabled = true
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 50
  }
}
