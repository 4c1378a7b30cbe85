variable "encryption" {
  type    = string
  default = "AES256"
}

# Owned by the API team.
resource "aws_ecr_repository" "api" {
  name = "shop/api"
  encryption_configuration {
    encryption_type = var.encryption
  }
  tags = { Team = "api" }
}
