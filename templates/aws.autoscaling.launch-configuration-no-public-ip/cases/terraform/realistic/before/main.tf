variable "name" {
  type    = string
  default = "web"
}

variable "public" {
  type    = bool
  default = true # until the NAT gateway is there
}

variable "image" {
  type    = string
  default = "ami-0abc1234"
}

resource "aws_security_group" "web" {
  name = "web"
}

resource "aws_launch_configuration" "web" {
  name_prefix     = "${var.name}-"
  image_id        = var.image
  instance_type="t3.small"
  security_groups = [aws_security_group.web.id]   # from the load balancer only
  associate_public_ip_address = var.public

  root_block_device {
    encrypted = true
  }

  lifecycle {
    create_before_destroy = true
  }
}
