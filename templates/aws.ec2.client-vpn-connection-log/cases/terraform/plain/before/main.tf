resource "aws_ec2_client_vpn_endpoint" "staff" {
  description            = "staff"
  server_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d"
  client_cidr_block      = "10.100.0.0/22"

  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/4e5f6071"
  }

  connection_log_options {
    enabled = false
  }
}
