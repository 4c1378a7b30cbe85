variable "private_key" {
  type      = string
  sensitive = true
  default   = "set by the pipeline"
}

resource "aws_iam_server_certificate" "shop" {
  name             = "shop"
  certificate_body = file("${path.module}/shop.pem")
  private_key      = var.private_key
}
