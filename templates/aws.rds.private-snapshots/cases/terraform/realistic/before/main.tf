variable "readers" {
  type    = list(string)
}

resource "aws_db_cluster_snapshot" "release" {
  db_cluster_identifier = "ledger"
  db_cluster_snapshot_identifier = "ledger-release"
  shared_accounts = var.readers
  tags = { Team = "data" }
}
