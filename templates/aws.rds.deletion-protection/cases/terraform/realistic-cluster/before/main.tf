module "ledger" {
  source = "./modules/store"

  deletion_protection = false # decided in 2021
}
