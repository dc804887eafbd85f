INSERT OR IGNORE INTO why (request_id, said) VALUES (:v0, :v1)
