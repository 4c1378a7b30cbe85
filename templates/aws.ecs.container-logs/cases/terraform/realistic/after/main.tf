variable "service" {
  type    = string
  default = "web"
}

resource "aws_ecs_task_definition" "web" {
  family                   = var.service
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512

  container_definitions = jsonencode([
    {
      name      = var.service
      image     = "registry.example.com/${var.service}:1"
      essential = true
      # mutual TLS ends here
      portMappings = [{ containerPort = 8443 }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = "/ecs/shop"
          awslogs-region        = "eu-west-1"
          awslogs-stream-prefix = "ecs"
        }
      }
    },
    {
      name  = "proxy"
      image = "envoy:1.31"
      logConfiguration = {
        logDriver = "awsfirelens"
      }
    }
  ])

  tags = { Team = "shop" }
}
