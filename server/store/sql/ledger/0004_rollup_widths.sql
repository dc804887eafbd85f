-- Up to which second each width of the roll-ups is added up from the finer one. What is there so far is complete.
CREATE TABLE rollup_width (
    width INTEGER PRIMARY KEY,
    until INTEGER NOT NULL
) STRICT;

INSERT INTO rollup_width SELECT 3600, coalesce(max(bucket) + 3600, 0) FROM rollup WHERE width = 3600;

INSERT INTO rollup_width SELECT 43200, coalesce(max(bucket) + 43200, 0) FROM rollup WHERE width = 43200;
