SELECT kind, name FROM scope_kind ORDER BY kind
