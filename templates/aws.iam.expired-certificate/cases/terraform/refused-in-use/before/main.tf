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

resource "aws_lb_listener" "https" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/1234567890123456"
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_iam_server_certificate.shop.arn

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop/1234567890123456"
  }
}
