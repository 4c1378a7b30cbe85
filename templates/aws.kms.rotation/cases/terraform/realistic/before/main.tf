module "keys" {
  source = "./keys"

  keys = {
    orders   = { description = "Orders", rotation = false } # imported from the old account
    payments = { description = "Payments", rotation = true }
  }
}
