INSERT INTO scope_kind (kind, name) VALUES (?, ?)
