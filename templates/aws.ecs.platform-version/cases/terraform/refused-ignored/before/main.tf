resource "aws_ecs_service" "web" {
  name             = "web"
  cluster          = "shop"
  task_definition  = "web:7"
  launch_type      = "FARGATE"
  platform_version = "1.3.0"

  lifecycle {
    ignore_changes = [platform_version]
  }
}
