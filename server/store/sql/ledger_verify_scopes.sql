SELECT s.kind, s.scope, s.window_start, s.nano, coalesce(u.nano, 0)
FROM spend s
LEFT JOIN (
    SELECT 0 AS kind, '' AS scope, organisation_window AS window_start, sum(cost_nano) AS nano FROM usage GROUP BY organisation_window
    UNION ALL
    SELECT 1, n.text, team_window, sum(cost_nano) FROM usage JOIN name n ON n.id = team WHERE n.text <> '' GROUP BY team, team_window
    UNION ALL
    SELECT 2, n.text, user_window, sum(cost_nano) FROM usage JOIN name n ON n.id = user WHERE n.text <> '' GROUP BY user, user_window
    UNION ALL
    SELECT 3, CAST(key_id AS TEXT), key_window, sum(cost_nano) FROM usage GROUP BY key_id, key_window
) u ON u.kind = s.kind AND u.scope = s.scope AND u.window_start = s.window_start
WHERE s.nano <> coalesce(u.nano, 0)
