resource "aws_efs_access_point" "uploads" {
  file_system_id = "fs-0123456789abcdef0"

  root_directory {
    path = "/uploads" # see the runbook
  }

  posix_user {
    uid = 1000
    gid = 1000
  }

  tags = {
    Team = "data"
  }
}
