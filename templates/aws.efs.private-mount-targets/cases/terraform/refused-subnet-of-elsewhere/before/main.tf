resource "aws_efs_file_system" "shared" {
  creation_token  = "shared"
  throughput_mode = "elastic"
}

resource "aws_efs_mount_target" "a" {
  file_system_id = aws_efs_file_system.shared.id
  subnet_id      = "subnet-0123456789abcdef0"
}
