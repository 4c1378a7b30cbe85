locals { root = "/" }

resource "aws_efs_access_point" "uploads" {
  file_system_id = "fs-0123456789abcdef0"

  root_directory {
    path = local.root   # everything
    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0750"
    }
  }

  tags = {
    Team = "data"
  }
}
