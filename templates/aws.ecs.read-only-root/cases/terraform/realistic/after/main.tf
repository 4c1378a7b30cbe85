variable "tag" {
  type    = string
  default = "7"
}

resource "aws_ecs_task_definition" "web" {
  family = "web"

  volume {
    name = "tmp"
  }

  container_definitions = <<JSON
[
    {
        "name": "web",
        "image": "registry.example.com/web:${var.tag}",
        "mountPoints": [{ "sourceVolume": "tmp", "containerPath": "/tmp" }],
        "readonlyRootFilesystem": true
    },
    {
        "name": "logs",
        "image": "fluentbit:3",
        "readonlyRootFilesystem": true
    }
]
JSON
}
