resource "aws_elasticsearch_domain" "audit" {
  domain_name           = "audit"
  elasticsearch_version = "7.10"

  cluster_config {
    instance_type = "r5.large.elasticsearch"
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 50
  }

  domain_endpoint_options {
    enforce_https = false
  }
}
