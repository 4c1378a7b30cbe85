resource "aws_launch_configuration" "web" {
  name_prefix                 = "web-"
  image_id                    = "ami-0abc1234"
  instance_type               = "t3.small"
  associate_public_ip_address = false

  lifecycle {
    create_before_destroy = true
  }
}
