SELECT kind, scope, window_start, nano, last_s FROM spend ORDER BY kind, scope, window_start
