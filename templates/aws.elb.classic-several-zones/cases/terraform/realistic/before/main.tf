variable "subnets" {
  type = list(string)
}

# Owned by the web team.
resource "aws_elb" "web" {
  name = "web"
  subnets = var.subnets

  listener {
    lb_port = 80
    lb_protocol = "http"
    instance_port = 8080
    instance_protocol = "http"
  }
}
