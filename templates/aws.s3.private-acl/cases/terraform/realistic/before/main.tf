module "uploads" {
  source = "./modules/bucket"
  name   = "uploads-eu"
  acl    = "public-read"  # TODO: ask the web team
}
