-- Windows in which a counter and the sum of its rows differ, or of which only one is there.
WITH both AS (
    SELECT coalesce((SELECT k.name FROM scope_kind k WHERE k.kind = spend.kind), spend.kind) AS of, scope, window_start,
           nano AS counter, 0 AS rows FROM spend
    UNION ALL
    SELECT 'organisation', '', organisation_window, 0, sum(cost_nano) FROM usage GROUP BY organisation_window
    UNION ALL
    SELECT 'team', n.text, team_window, 0, sum(cost_nano) FROM usage JOIN name n ON n.id = team WHERE n.text <> '' GROUP BY team, team_window
    UNION ALL
    SELECT 'user', n.text, user_window, 0, sum(cost_nano) FROM usage JOIN name n ON n.id = user WHERE n.text <> '' GROUP BY user, user_window
    UNION ALL
    SELECT 'key', CAST(key_id AS TEXT), key_window, 0, sum(cost_nano) FROM usage GROUP BY key_id, key_window
)
SELECT of, scope, window_start, sum(counter), sum(rows) FROM both GROUP BY of, scope, window_start HAVING sum(counter) <> sum(rows)
