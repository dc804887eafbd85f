-- When each key was last used, so that a list of keys needs no walk over the rows.
CREATE TABLE key_use (
    key_id  INTEGER PRIMARY KEY,
    last_ms INTEGER NOT NULL
) STRICT;

INSERT INTO key_use SELECT key_id, max(bucket) * 1000 FROM rollup WHERE width = 60 GROUP BY key_id;

-- Requests before this id were removed by the retention that is set; their attempts stay.
CREATE TABLE retention (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    before_id BLOB NOT NULL
) STRICT;
