# Owned by the web team.
resource "aws_ecs_task_definition" "web" {
  family = "web"
  network_mode = "bridge"
  # to see what the other containers do, 2019
  container_definitions = file("${path.module}/containers.json")

  tags = {
    Team = "web"
  }
}
