variable "public" {
  type    = bool
  default = false
}

# Owned by the platform team.
resource "aws_launch_template" "web" {
  name = "web"
  image_id = "ami-0a1b2c3d4e5f60718"
  instance_type = "t3.small"
  update_default_version = true

  network_interfaces {
    device_index = 0
    associate_public_ip_address = var.public # asked for by sales
  }

  network_interfaces {
    device_index = 1
    associate_public_ip_address = false
  }

  tags = { Team = "platform" }
}
