-- Accounts at providers: an address and a key that deployments share, so that the key is changed in one place.
CREATE TABLE provider (
    id         TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    sealed_key BLOB,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The text a key had before it was rotated opens the door until this moment.
ALTER TABLE virtual_key ADD COLUMN previous_digest BLOB;

ALTER TABLE virtual_key ADD COLUMN previous_until_ms INTEGER;
