resource "aws_efs_file_system" "shared" {
  creation_token  = "shared"
  throughput_mode = "elastic"
}

resource "aws_efs_mount_target" "a" {
  file_system_id = aws_efs_file_system.shared.id
  subnet_id      = aws_subnet.a.id
}

resource "aws_subnet" "a" {
  vpc_id                  = "vpc-0123456789abcdef0"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}
