module "admin" {
  source    = "./group"
  name      = "admin"
  allow_rdp = ["0.0.0.0/0"]
}

module "office" {
  source    = "./group"
  name      = "office"
  allow_rdp = ["203.0.113.0/24"]
}
