resource "aws_ecr_repository" "api" {
  name = "shop/api"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.images.arn
  }
}

resource "aws_kms_key" "images" {
  description = "images"
}
