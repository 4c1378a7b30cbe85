variable "name" {
  type    = string
  default = "web"
}

variable "public" {
  type    = bool
  default = true # until the NAT gateway is there
}

data "aws_ami" "web" {
  most_recent = true
  owners      = ["amazon"]
}

resource "aws_security_group" "web" {
  name = "web"
}

resource "aws_launch_configuration" "web" {
  name_prefix     = "${var.name}-"
  image_id        = data.aws_ami.web.id
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
