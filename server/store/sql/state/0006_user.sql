-- Users with the models and the budget that bind all keys of theirs. The id is the one that keys name.
CREATE TABLE user (
    id         TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The budget of all keys together. One row.
CREATE TABLE organisation (
    id         TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
