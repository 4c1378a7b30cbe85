variable "encrypt" { default = true }

resource "aws_instance" "app" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 100 # database
    encrypted   = var.encrypt
  }

  root_block_device {
    encrypted = true
  }

  tags = {
    Name = "app"
  }
}
