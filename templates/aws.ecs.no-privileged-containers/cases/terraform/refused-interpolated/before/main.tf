variable "privileged" {
  type    = string
  default = "true"
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = <<-JSON
    [{ "name": "web", "image": "nginx:1.27", "privileged": ${var.privileged} }]
  JSON
}
