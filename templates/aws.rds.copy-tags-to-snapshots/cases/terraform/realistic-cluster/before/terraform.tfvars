# production
copy_tags_to_snapshot = false
