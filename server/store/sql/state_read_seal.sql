SELECT counter, audit_seq, anchor_seq, audit_mac, anchor_hash, rows_sum, broken, mac FROM seal
