variable "private_key" {
  type      = string
  sensitive = true
  default   = "set by the pipeline"
}

variable "certificate" {
  type = string
}

resource "aws_iam_server_certificate" "shop" {
  name             = "shop"
  certificate_body = var.certificate
  private_key      = var.private_key
}
