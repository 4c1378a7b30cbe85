resource "aws_iam_server_certificate" "next" {
  name_prefix      = "shop-"
  certificate_body = file("${path.module}/next.pem")
  private_key      = var.private_key

  lifecycle {
    create_before_destroy = true
  }
}

variable "private_key" {
  type      = string
  sensitive = true
  default   = "set by the pipeline"
}
