variable "network_mode" {
  type    = string
  default = "host"
}

resource "aws_ecs_task_definition" "web" {
  family       = "web"
  network_mode = var.network_mode

  container_definitions = <<-JSON
    [
      {"name": "web", "image": "nginx:1.27", "user": "1000:1000"},
      {"name": "agent", "image": "agent:7", "privileged": true}
    ]
  JSON

  tags = { Team = "shop" }
}
