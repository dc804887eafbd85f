INSERT INTO spend (kind, scope, window_start, nano) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET nano = nano + excluded.nano
