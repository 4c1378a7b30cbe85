module "admin" {
  source    = "./group"
  name      = "admin"
  allow_rdp = ["192.0.2.0/24"]
}

module "office" {
  source    = "./group"
  name      = "office"
  allow_rdp = ["203.0.113.0/24"]
}
