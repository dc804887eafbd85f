INSERT OR REPLACE INTO seal (only_row, counter, audit_seq, anchor_seq, audit_mac, anchor_hash, rows_sum, broken, mac)
VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
