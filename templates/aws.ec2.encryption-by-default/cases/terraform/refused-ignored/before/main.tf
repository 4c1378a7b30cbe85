resource "aws_ebs_encryption_by_default" "this" {
  enabled = false

  lifecycle {
    ignore_changes = all
  }
}
