variable "image" {
  type    = string
  default = "nginx:1.27"
}

variable "debug" {
  type    = bool
  default = false
}

locals {
  containers = [
    {
      name       = "web"
      image      = var.image
      essential  = true
      privileged = false # docker in docker, until the builds have moved
      portMappings = [{ containerPort = 8080 }]
    },
    # logs
    { name = "logs", image = "fluentbit:3", "privileged": var.debug },
  ]
}

resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["EC2"]
  container_definitions    = jsonencode(local.containers)

  tags = {
    Team = "shop"
  }
}
