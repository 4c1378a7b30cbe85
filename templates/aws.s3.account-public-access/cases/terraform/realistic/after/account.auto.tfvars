block = {
  acls = true
  policies = true # dashboards
}
