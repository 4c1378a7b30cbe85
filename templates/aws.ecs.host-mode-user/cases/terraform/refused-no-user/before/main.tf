resource "aws_ecs_task_definition" "web" {
  family       = "web"
  network_mode = "host"
  container_definitions = jsonencode([
    {
      name  = "web"
      image = "nginx:1.27"
    }
  ])
}
