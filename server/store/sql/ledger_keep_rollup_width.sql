INSERT INTO rollup_width (width, until) VALUES (?, ?) ON CONFLICT DO UPDATE SET until = excluded.until
