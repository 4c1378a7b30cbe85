variable "http_tokens" {
  type    = string
  default = "optional"
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_launch_template" "web" {
  name_prefix = "web-"
  image_id = "ami-0a1b2c3d4e5f60718"
  instance_type = "t3.small"
  update_default_version = true

  metadata_options {
    http_tokens = var.http_tokens
  }
}
