resource "aws_launch_template" "web" {
  name_prefix            = "web-"
  image_id               = "ami-0a1b2c3d4e5f60718"
  instance_type          = "t3.small"
  update_default_version = true

  network_interfaces {
    associate_public_ip_address = false
    security_groups             = ["sg-0a1b2c3d"]
  }
}
