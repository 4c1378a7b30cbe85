audit    = true
