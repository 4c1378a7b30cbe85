block = {
  acls = true
  policies = false # dashboards
}
