resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "a1b2c3d4e5"
  stage_name  = "live"
  method_path = "*/*"

  settings {
    caching_enabled = true
  }

  lifecycle {
    ignore_changes = [settings]
  }
}
