origin_policy = "match-viewer"
