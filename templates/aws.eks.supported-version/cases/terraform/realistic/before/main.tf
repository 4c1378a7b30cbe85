variable "kubernetes_version" {
  type    = string
  default = "1.32"
}

# Owned by the platform team, see the runbook before changing anything.
resource "aws_eks_cluster" "shop" {
  name = "shop"
  role_arn = "arn:aws:iam::123456789012:role/eks-shop"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
  }
  version = var.kubernetes_version
}
