resource "aws_efs_file_system" "shared" {
  count          = 2
  creation_token = "shared-${count.index}"
}

resource "aws_efs_backup_policy" "shared" {
  count = 2

  file_system_id = aws_efs_file_system.shared[count.index].id

  backup_policy {
    status = "ENABLED"
  }
}
