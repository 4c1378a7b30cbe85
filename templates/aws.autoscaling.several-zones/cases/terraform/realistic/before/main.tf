variable "subnets" {
  type = list(string)
}

# Owned by the web team.
resource "aws_autoscaling_group" "web" {
  name = "web"
  min_size = 2
  max_size = 6
  vpc_zone_identifier = var.subnets

  launch_template {
    name = "web"
  }
}
