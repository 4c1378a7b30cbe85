variable "tls_security_policy" {
  type    = string
  default = "Policy-Min-TLS-1-2-PFS-2023-10"
}

resource "aws_opensearch_domain" "logs" {
  domain_name    = "logs"
  engine_version = "OpenSearch_2.13"

  cluster_config {
    instance_type = "r6g.large.search"
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 50
  }

  domain_endpoint_options {
    tls_security_policy = var.tls_security_policy
  }
}
