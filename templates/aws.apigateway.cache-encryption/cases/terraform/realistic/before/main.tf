variable "encrypt_cache" {
  type    = bool
  default = true
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "f6g7h8"
  stage_name    = "live"

  cache_cluster_enabled = true
  cache_cluster_size = "0.5"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method_settings" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "catalogue/GET"

  settings {
    caching_enabled      = true
    cache_data_encrypted = var.encrypt_cache # the same for all
  }
}

resource "aws_api_gateway_method_settings" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "orders/POST"

  settings {
    caching_enabled = false
  }
}
