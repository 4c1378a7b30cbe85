# production
desync_mitigation_mode = "monitor"
