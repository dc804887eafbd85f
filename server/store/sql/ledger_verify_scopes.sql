-- Windows in which a counter and the sum of its rows differ, or of which only one is there.
WITH both AS (
    SELECT kind, scope, window_start, nano AS counter, 0 AS rows FROM spend
    UNION ALL
    SELECT 0, '', organisation_window, 0, sum(cost_nano) FROM usage GROUP BY organisation_window
    UNION ALL
    SELECT 1, n.text, team_window, 0, sum(cost_nano) FROM usage JOIN name n ON n.id = team WHERE n.text <> '' GROUP BY team, team_window
    UNION ALL
    SELECT 2, n.text, user_window, 0, sum(cost_nano) FROM usage JOIN name n ON n.id = user WHERE n.text <> '' GROUP BY user, user_window
    UNION ALL
    SELECT 3, CAST(key_id AS TEXT), key_window, 0, sum(cost_nano) FROM usage GROUP BY key_id, key_window
)
SELECT kind, scope, window_start, sum(counter), sum(rows) FROM both GROUP BY kind, scope, window_start HAVING sum(counter) <> sum(rows)
