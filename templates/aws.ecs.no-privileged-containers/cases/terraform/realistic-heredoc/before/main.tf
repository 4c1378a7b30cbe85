variable "tag" {
  type    = string
  default = "7"
}

variable "cpu" {
  type    = number
  default = 256
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = <<-JSON
    [
      {
        "name": "web",
        "image": "registry.example.com/web:${var.tag}",
        "cpu": ${var.cpu},
        "privileged": true,
        "environment": [{"name": "PRICE", "value": "$${price}"}]
      },
      {
        "name": "logs",
        "image": "fluentbit:3"
      }
    ]
  JSON
}
