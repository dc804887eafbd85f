-- What is here is signed with the integrity key: rows of the audit log one after the other, the rest as it stands.
ALTER TABLE audit ADD COLUMN mac BLOB;

CREATE TABLE seal (
    only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
    counter     INTEGER NOT NULL,
    audit_seq   INTEGER NOT NULL,
    anchor_seq  INTEGER NOT NULL,
    audit_mac   BLOB NOT NULL,
    anchor_hash BLOB NOT NULL,
    rows_sum    BLOB NOT NULL,
    broken      INTEGER NOT NULL,
    mac         BLOB NOT NULL
) STRICT;

CREATE TRIGGER change_is_append_only_update BEFORE UPDATE ON change BEGIN
    SELECT RAISE(ABORT, 'the revisions are append-only');
END;

CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change BEGIN
    SELECT RAISE(ABORT, 'the revisions are append-only');
END;
