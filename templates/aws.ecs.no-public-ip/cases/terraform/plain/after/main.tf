resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = "shop"
  task_definition = "web:7"
  desired_count   = 2
  launch_type     = "FARGATE"

  network_configuration {
    subnets          = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
    security_groups  = ["sg-0a1b2c3d"]
    assign_public_ip = false
  }
}
