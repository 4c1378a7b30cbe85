variable "auto_accept_shared_attachments" {
  type    = string
  default = "enable"
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_ec2_transit_gateway" "hub" {
  description = "hub"
  amazon_side_asn = 64512
  auto_accept_shared_attachments = var.auto_accept_shared_attachments
}
