locals {
  sets = {
    blue  = { definition = "web:6", public = false }
    green = { definition = "web:7", public = false } # for the test from outside
  }
}

resource "aws_ecs_task_set" "web" {
  for_each = local.sets
  service = "web"
  cluster = "shop"
  task_definition = each.value.definition
  network_configuration {
    subnets = ["subnet-0a1b2c3d"]
    assign_public_ip = each.value.public
  }
}
