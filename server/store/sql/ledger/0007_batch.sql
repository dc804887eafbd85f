-- Rows that were written together are signed together; what is signed cannot be changed unseen by who has no key.
CREATE TABLE batch (
    seq          INTEGER PRIMARY KEY,
    kind         INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    usage_rows   INTEGER NOT NULL,
    request_rows INTEGER NOT NULL,
    usage_sum    BLOB NOT NULL,
    request_sum  BLOB NOT NULL,
    note         BLOB NOT NULL,
    mac          BLOB NOT NULL
) STRICT;

CREATE TRIGGER batch_is_append_only_update BEFORE UPDATE ON batch BEGIN
    SELECT RAISE(ABORT, 'the chain of the ledger is append-only');
END;

CREATE TRIGGER batch_is_append_only_delete BEFORE DELETE ON batch BEGIN
    SELECT RAISE(ABORT, 'the chain of the ledger is append-only');
END;

ALTER TABLE usage ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE name ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
