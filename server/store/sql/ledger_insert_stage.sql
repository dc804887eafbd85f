INSERT INTO stage (position, name) VALUES (?, ?)
