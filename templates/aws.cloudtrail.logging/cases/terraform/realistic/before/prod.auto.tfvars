audit    = false
