-- Whether the process that wrote last ended with every request at its end.
CREATE TABLE run (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    ended    INTEGER NOT NULL
) STRICT;

INSERT INTO run VALUES (1, 0);
