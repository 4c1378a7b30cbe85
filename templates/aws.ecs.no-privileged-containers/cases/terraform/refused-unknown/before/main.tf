module "container" {
  source  = "cloudposse/ecs-container-definition/aws"
  version = "0.61.1"

  container_name  = "web"
  container_image = "nginx:1.27"
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = module.container.json_map_encoded_list
}
