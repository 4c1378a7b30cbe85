module "carts" {
  source = "./modules/store"

  snapshot_retention_limit = 1 # decided in 2021
}
