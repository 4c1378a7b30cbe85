module "web" {
  source = "./service"
  public = false # until the NAT gateway is there
}
