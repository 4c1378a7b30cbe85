variable "scan_on_push" {
  type    = bool
  default = false
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_ecr_repository" "api" {
  name = "shop/api"

  image_scanning_configuration {
    scan_on_push = var.scan_on_push
  }
}
