resource "aws_elb" "legacy" {
  name            = "legacy"
  subnets         = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  security_groups = ["sg-0a1b2c3d"]

  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8080
    instance_protocol = "http"
  }
  connection_draining = false

  lifecycle {
    ignore_changes = [connection_draining]
  }
}
