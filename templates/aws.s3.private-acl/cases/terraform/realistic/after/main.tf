module "uploads" {
  source = "./modules/bucket"
  name   = "uploads-eu"
  acl    = "private"  # TODO: ask the web team
}
