# Owned by the platform team.
resource "aws_eks_cluster" "shop" {
  for_each = toset(["eu", "uk"])
  name = "shop-${each.key}"
  role_arn = "arn:aws:iam::123456789012:role/eks-shop"
  enabled_cluster_log_types=["audit"]   # for the auditors

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  }
  tags = { Market = each.key }
}
