resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "a1b2c3d4e5"
  deployment_id = "f6g7h8"
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "live" {
  stage_name  = aws_api_gateway_stage.live.stage_name
  rest_api_id = aws_api_gateway_stage.live.rest_api_id
  method_path = "*/*"

  settings {
    logging_level = "ERROR"
  }
}
