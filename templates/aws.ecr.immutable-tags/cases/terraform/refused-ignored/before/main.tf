resource "aws_ecr_repository" "api" {
  name                 = "shop/api"
  image_tag_mutability = "MUTABLE"

  lifecycle {
    ignore_changes = [image_tag_mutability]
  }
}
