variable "backup" {
  type    = string
  default = "ENABLED"
}
# Nightly; see the runbook.
resource "aws_efs_backup_policy" "shared" {
  file_system_id = aws_efs_file_system.shared.id

  backup_policy {
    status = var.backup
  }
}
