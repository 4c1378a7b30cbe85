module "data" {
  source = "./bucket"
  name   = "data-lake-raw"
}
