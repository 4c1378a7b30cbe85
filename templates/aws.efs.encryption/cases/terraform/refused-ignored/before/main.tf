resource "aws_efs_file_system" "shared" {
  creation_token  = "shared"
  throughput_mode = "elastic"
  encrypted       = false

  lifecycle {
    ignore_changes = [encrypted]
  }
}
