module "web" {
  source = "./service"
  public = true # until the NAT gateway is there
}
