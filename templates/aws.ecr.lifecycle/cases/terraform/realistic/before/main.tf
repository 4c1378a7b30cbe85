# Owned by the platform team.
resource "aws_ecr_repository" "image" {
  for_each = toset(["api", "web"])
  name = "shop/${each.key}"
  image_tag_mutability="IMMUTABLE"
  tags = { Team = "platform" }
}
