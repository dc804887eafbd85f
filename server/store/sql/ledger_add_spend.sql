INSERT INTO spend (kind, scope, window_start, nano) VALUES (:v0, :v1, :v2, :v3)
ON CONFLICT DO UPDATE SET nano = nano + excluded.nano
