variable "image_tag_mutability" {
  type    = string
  default = "MUTABLE"
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_ecr_repository" "api" {
  name = "shop/api"
  image_tag_mutability = var.image_tag_mutability
}
