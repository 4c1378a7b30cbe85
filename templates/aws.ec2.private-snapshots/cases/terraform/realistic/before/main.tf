variable "snapshot_sharing" {
  type    = string
  default = "block-all-sharing"
}

# One for each region.
resource "aws_ebs_snapshot_block_public_access" "this" {
  state = var.snapshot_sharing
}
