module "carts" {
  source = "./modules/store"

  deletion_protection_enabled = false # decided in 2021
}
