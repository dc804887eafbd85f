SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'virtual_key'), (SELECT coalesce(max(number), 0) FROM revision)
