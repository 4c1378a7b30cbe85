resource "aws_ec2_transit_gateway" "hub" {
  description                    = "hub"
  amazon_side_asn                = 64512
  auto_accept_shared_attachments = "enable"

  lifecycle {
    ignore_changes = [auto_accept_shared_attachments]
  }
}
