INSERT INTO name (text) VALUES (?)
