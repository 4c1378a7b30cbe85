resource "aws_efs_file_system" "shared" {
  count          = 2
  creation_token = "shared-${count.index}"
}
