-- The model names that clients sent, where requests are counted under another: unknown ones, aliases' ids, what a pattern
-- reached. Not interned like other names, so that invented ones go with their requests.
CREATE TABLE asked (
    request_id BLOB PRIMARY KEY,
    name       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
