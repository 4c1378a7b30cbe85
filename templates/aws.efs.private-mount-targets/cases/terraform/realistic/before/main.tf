variable "public" { type = bool }

resource "aws_efs_file_system" "shared" {
  creation_token = "shared"
  throughput_mode = "elastic"

  tags = {
    Team = "data"
  }
}

resource "aws_efs_mount_target" "a" {
  file_system_id = aws_efs_file_system.shared.id
  subnet_id= aws_subnet.a.id # closest to the app
}
