module "carts" {
  source = "./modules/store"

  snapshot_retention_limit = 0 # decided in 2021
}
