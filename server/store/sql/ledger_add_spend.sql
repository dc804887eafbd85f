INSERT INTO spend (kind, scope, window_start, nano, last_s) VALUES (:v0, :v1, :v2, :v3, :v4)
ON CONFLICT DO UPDATE SET nano = nano + excluded.nano, last_s = max(last_s, excluded.last_s)
