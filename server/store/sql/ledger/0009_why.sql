-- Why a request failed or needed more than one try: its tries with their waits, the providers' words, the figures of a
-- budget or limit. JSON with named members.
CREATE TABLE why (
    request_id BLOB PRIMARY KEY,
    said       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the numbers in the rows mean: the places in request.stages_us, and spend.kind.
CREATE TABLE stage (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO stage VALUES (0, 'authenticate'), (1, 'index'), (2, 'authorize'), (3, 'hold'), (4, 'rate_limit');

INSERT INTO stage VALUES (5, 'route'), (6, 'adapt'), (7, 'upstream'), (8, 'relay'), (9, 'settle');

CREATE TABLE scope_kind (
    kind INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO scope_kind VALUES (0, 'organisation'), (1, 'team'), (2, 'user'), (3, 'key');
