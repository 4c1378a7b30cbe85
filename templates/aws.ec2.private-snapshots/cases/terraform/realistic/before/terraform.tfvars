# production
snapshot_sharing = "block-new-sharing"
