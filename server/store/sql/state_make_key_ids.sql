INSERT INTO sqlite_sequence (name, seq) SELECT 'virtual_key', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'virtual_key')
