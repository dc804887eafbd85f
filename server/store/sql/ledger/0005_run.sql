-- The process that wrote last: when it began, and whether it ended with every request at its end.
CREATE TABLE run (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    began_ms INTEGER NOT NULL,
    ended    INTEGER NOT NULL
) STRICT;

INSERT INTO run VALUES (1, 0, 0);
