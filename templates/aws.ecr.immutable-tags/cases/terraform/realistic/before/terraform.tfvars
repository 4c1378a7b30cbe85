# production
image_tag_mutability = "MUTABLE"
