resource "aws_apigatewayv2_stage" "live" {
  api_id      = "a1b2c3d4e5"
  name        = "live"
  auto_deploy = true

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/api/shop"
    format          = "$context.identity.sourceIp - [$context.requestTime] \"$context.httpMethod $context.routeKey $context.protocol\" $context.status $context.responseLength $context.requestId"
  }
}
