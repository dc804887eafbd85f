INSERT INTO change (seq, before, after, sealed_before, sealed_after) VALUES (?, ?, ?, ?, ?)
