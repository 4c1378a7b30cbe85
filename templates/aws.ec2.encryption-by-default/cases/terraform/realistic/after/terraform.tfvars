encrypt_disks = {
  "eu-west-1"  = true # until the images are moved
  eu-central-1 = true
}
