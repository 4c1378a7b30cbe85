variable "encrypted" {
  type    = bool
  default = false
}

# Owned by the data team, see the runbook before changing anything.
resource "aws_efs_file_system" "shared" {
  creation_token = "shared"
  throughput_mode = "elastic"
  encrypted = var.encrypted

  tags = {
    Team = "data"
    Stage = "production"
  }
}
