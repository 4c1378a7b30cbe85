variable "publish" { default = true }

# Owned by the platform team.
resource "aws_elasticsearch_domain" "audit" {
  domain_name = "audit"
  elasticsearch_version = "7.10"

  tags = {
    Team = "platform"
  }

  cluster_config {
    instance_type = "r5.large.elasticsearch"
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 50
  }

  advanced_security_options {
    enabled = true
  }

  log_publishing_options {
    log_type                 = "INDEX_SLOW_LOGS"
    cloudwatch_log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/search/old"
  }

  log_publishing_options {
    log_type                 = "AUDIT_LOGS"
    cloudwatch_log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/search/old"
    enabled                  = var.publish # too chatty?
  }
}
