resource "aws_ecs_task_set" "web" {
  service         = "web"
  cluster         = "shop"
  task_definition = "web:7"
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
    assign_public_ip = false
  }
}
