SELECT kind, scope, window_start, nano FROM spend ORDER BY kind, scope, window_start
