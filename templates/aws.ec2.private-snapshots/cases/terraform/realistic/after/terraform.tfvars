# production
snapshot_sharing = "block-all-sharing"
