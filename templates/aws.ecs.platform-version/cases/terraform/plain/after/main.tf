resource "aws_ecs_service" "web" {
  name             = "web"
  cluster          = "shop"
  task_definition  = "web:7"
  launch_type      = "FARGATE"
  platform_version = "LATEST"
}
