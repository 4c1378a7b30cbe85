variable "encrypted" {
  type    = bool
  default = true
}

resource "aws_efs_file_system" "shared" {
  creation_token  = "shared"
  throughput_mode = "elastic"
  encrypted       = var.encrypted
}
