variable "subnets" {
  type = list(string)
}

# Owned by the web team.
resource "aws_lb" "web" {
  name = "web"
  load_balancer_type = "network"
  subnets = var.subnets
}
