module "data" {
  source = "./bucket"
  name = "acme-data"
  versions = "Suspended" # too expensive in 2020
}
