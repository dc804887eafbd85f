INSERT INTO name (text, batch) VALUES (?, ?)
