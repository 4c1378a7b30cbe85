resource "aws_vpn_connection" "office" {
  customer_gateway_id = "cgw-0a1b2c3d"
  vpn_gateway_id      = "vgw-0a1b2c3d"
  type                = "ipsec.1"
}
