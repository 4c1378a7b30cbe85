locals {
  clusters = {
    web    = { insights = "enabled" } # cheaper that way, 2021
    worker = { insights = "enhanced" }
  }
}

resource "aws_ecs_cluster" "shop" {
  for_each = local.clusters
  name = each.key

  setting {
    name = "containerInsights"
    value = each.value.insights
  }
  tags = { Team = "platform" }
}
