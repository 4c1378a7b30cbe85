variable "encryption" {
  type    = string
  default = "AES256"
}

# Owned by the API team.
resource "aws_ecr_repository" "api" {
  name = "shop/api"
  encryption_configuration {
    encryption_type = var.encryption
    kms_key         = "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-1234-5678-9abc-0123456789ab"
  }
  tags = { Team = "api" }
}
