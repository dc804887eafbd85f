CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_key (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    digest         BLOB NOT NULL UNIQUE,
    masked_name    TEXT NOT NULL,
    alias          TEXT NOT NULL,
    user_id        TEXT NOT NULL,
    team_id        TEXT NOT NULL,
    models         TEXT NOT NULL,
    max_budget     INTEGER,
    budget_seconds INTEGER,
    rpm_limit      INTEGER,
    max_parallel   INTEGER,
    created_ms     INTEGER NOT NULL,
    expires_ms     INTEGER,
    blocked        INTEGER NOT NULL,
    metadata       TEXT NOT NULL,
    created_by     TEXT NOT NULL,
    deleted_ms     INTEGER
) STRICT;

CREATE UNIQUE INDEX virtual_key_alias ON virtual_key (alias) WHERE alias <> '' AND deleted_ms IS NULL;

CREATE TABLE deployment (
    id         TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    sealed_key BLOB,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    resource TEXT PRIMARY KEY,
    number   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL,
    actor     TEXT NOT NULL,
    action    TEXT NOT NULL,
    resource  TEXT NOT NULL,
    object_id TEXT NOT NULL,
    detail    TEXT NOT NULL,
    hash      BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
