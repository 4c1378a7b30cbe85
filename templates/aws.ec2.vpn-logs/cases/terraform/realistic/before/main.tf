variable "log_second_tunnel" {
  type    = bool
  default = false
}

# The office's router is managed by the provider.
resource "aws_vpn_connection" "office" {
  customer_gateway_id = "cgw-0a1b2c3d"
  vpn_gateway_id = "vgw-0a1b2c3d"
  type = "ipsec.1"

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/vpn/office"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled   = var.log_second_tunnel
      log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/vpn/office"
    }
  }

  tags = { Name = "office" }
}
