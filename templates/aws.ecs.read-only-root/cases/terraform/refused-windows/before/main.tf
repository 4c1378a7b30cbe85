resource "aws_ecs_task_definition" "web" {
  family = "web"

  runtime_platform {
    operating_system_family = "WINDOWS_SERVER_2022_CORE"
  }

  container_definitions = jsonencode([
    {
      name  = "web"
      image = "nginx:1.27"
    }
  ])
}
