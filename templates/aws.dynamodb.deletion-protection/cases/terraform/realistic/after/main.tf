module "carts" {
  source = "./modules/store"

  deletion_protection_enabled = true # decided in 2021
}
