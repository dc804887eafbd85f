SELECT k.name, s.scope, s.window_start, s.nano, s.last_s FROM spend s LEFT JOIN scope_kind k ON k.kind = s.kind
ORDER BY s.kind, s.scope, s.window_start
