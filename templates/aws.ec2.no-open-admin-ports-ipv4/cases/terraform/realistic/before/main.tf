resource "aws_security_group" "jump" {
  name = "jump" # behind the VPN one day
}
