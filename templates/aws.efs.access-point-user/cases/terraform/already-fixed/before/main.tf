resource "aws_efs_access_point" "uploads" {
  file_system_id = "fs-0123456789abcdef0"

  posix_user {
    uid = 1001
    gid = 1001
  }
}
