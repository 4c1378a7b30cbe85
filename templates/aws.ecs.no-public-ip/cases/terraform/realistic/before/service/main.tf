variable "public" {
  type    = bool
  default = false
}

resource "aws_ecs_service" "web" {
  name = "web"
  cluster = "shop"
  task_definition = "web:7"
  network_configuration {
    subnets = ["subnet-0a1b2c3d"]
    assign_public_ip = var.public
  }
  tags = { Team = "web" }
}
