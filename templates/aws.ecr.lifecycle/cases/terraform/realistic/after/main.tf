# Owned by the platform team.
resource "aws_ecr_repository" "image" {
  for_each = toset(["api", "web"])
  name = "shop/${each.key}"
  image_tag_mutability="IMMUTABLE"
  tags = { Team = "platform" }
}

resource "aws_ecr_lifecycle_policy" "image" {
  for_each = toset(["api", "web"])

  repository = aws_ecr_repository.image[each.key].name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Keep the newest images"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 30
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}
