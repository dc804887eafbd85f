INSERT OR IGNORE INTO asked (request_id, name) VALUES (:v0, :v1)
