resource "aws_ecs_task_definition" "web" {
  family   = "web"
  cpu      = 256
  memory   = 512
  pid_mode = "task"

  container_definitions = jsonencode([{
    name      = "web"
    image     = "nginx:1.27"
    essential = true
  }])
}
