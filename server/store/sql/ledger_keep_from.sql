INSERT INTO retention (only_row, before_id) VALUES (1, ?)
ON CONFLICT DO UPDATE SET before_id = max(before_id, excluded.before_id)
