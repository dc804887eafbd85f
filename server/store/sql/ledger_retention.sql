SELECT before_id FROM retention
