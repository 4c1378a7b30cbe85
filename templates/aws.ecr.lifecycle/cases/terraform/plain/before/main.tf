resource "aws_ecr_repository" "api" {
  name = "shop/api"
}
