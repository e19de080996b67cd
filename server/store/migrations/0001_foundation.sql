-- One text for SQLite and PostgreSQL: TEXT, BIGINT (ms of UTC, hundredths of points) and BYTEA (a BLOB in SQLite).

CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    login         TEXT NOT NULL UNIQUE,
    display_name  TEXT NOT NULL,
    legal_name    TEXT NOT NULL,
    roles         TEXT NOT NULL,
    lang          TEXT,
    password_hash TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    disabled_at   BIGINT
);

CREATE TABLE session (
    id         TEXT PRIMARY KEY,
    account_id TEXT REFERENCES account (id),
    data       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE token (
    hash       TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    label      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX token_account ON token (account_id);

-- content: every file of a publication by the hash of its bytes, so that an unchanged file is kept once
CREATE TABLE blob (
    hash  TEXT PRIMARY KEY,
    bytes BYTEA NOT NULL
);
CREATE TABLE publication (
    digest       TEXT PRIMARY KEY,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL
);
CREATE TABLE publication_file (
    publication TEXT NOT NULL REFERENCES publication (digest),
    path        TEXT NOT NULL,
    blob        TEXT NOT NULL REFERENCES blob (hash),
    PRIMARY KEY (publication, path)
);
CREATE TABLE item_version (
    version TEXT PRIMARY KEY,
    source  TEXT NOT NULL
);

-- learning
CREATE TABLE progress (
    account_id TEXT NOT NULL REFERENCES account (id),
    course     TEXT NOT NULL,
    lesson     TEXT NOT NULL,
    seen_at    BIGINT NOT NULL,
    done_at    BIGINT,
    PRIMARY KEY (account_id, course, lesson)
);
CREATE TABLE notebook (
    account_id   TEXT NOT NULL REFERENCES account (id),
    course       TEXT NOT NULL,
    item         TEXT NOT NULL,
    wrong_count  BIGINT NOT NULL,
    wrong_at     BIGINT NOT NULL,
    mastered_at  BIGINT,
    PRIMARY KEY (account_id, course, item)
);

-- the attempt
CREATE TABLE attempt (
    id                TEXT PRIMARY KEY,
    account_id        TEXT NOT NULL REFERENCES account (id),
    plan              TEXT NOT NULL,
    plan_version      TEXT NOT NULL,
    number            BIGINT NOT NULL,
    paper             TEXT NOT NULL,
    state             TEXT NOT NULL,
    limit_ms          BIGINT NOT NULL,
    factor            BIGINT NOT NULL,
    closes_at         BIGINT,
    granted_ms        BIGINT NOT NULL,
    paused_ms         BIGINT NOT NULL,
    window_granted_ms BIGINT NOT NULL,
    created_at        BIGINT NOT NULL,
    started_at        BIGINT,
    paused_since      BIGINT,
    deadline_at       BIGINT,
    ended_at          BIGINT,
    writer            TEXT,
    -- the exam session it belongs to; the attempt it goes on from, and the one that goes on from it
    session           TEXT,
    segment_of        TEXT,
    continued_by      TEXT,
    -- the key of the sealed paper, hexadecimal; given out at the start
    seal              TEXT,
    UNIQUE (account_id, plan, number)
);
-- at most one open attempt for a person and an assessment, whatever races
CREATE UNIQUE INDEX attempt_open ON attempt (account_id, plan) WHERE state IN ('ready', 'in_progress', 'paused');
CREATE INDEX attempt_plan ON attempt (plan, session);
CREATE INDEX attempt_due ON attempt (deadline_at) WHERE state = 'in_progress';

-- Every value that reached the server, for ever. Operation ids rise with time, so the key puts what arrives together side by side: a group
-- of saves touches a few pages at the end of the index and not one for each attempt.
CREATE TABLE answer_event (
    attempt_id  TEXT NOT NULL REFERENCES attempt (id),
    op_id       TEXT NOT NULL,
    item        TEXT NOT NULL,
    verdict     TEXT NOT NULL,
    rev         BIGINT,
    value       TEXT NOT NULL,
    digest      TEXT NOT NULL,
    writer      TEXT NOT NULL,
    seq         BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (op_id, attempt_id)
);
CREATE INDEX answer_event_kept ON answer_event (attempt_id) WHERE rev IS NULL;
-- the answer that counts
CREATE TABLE answer (
    attempt_id  TEXT NOT NULL REFERENCES attempt (id),
    item        TEXT NOT NULL,
    rev         BIGINT NOT NULL,
    value       TEXT NOT NULL,
    digest      TEXT NOT NULL,
    writer      TEXT NOT NULL,
    seq         BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (attempt_id, item)
) WITHOUT ROWID;
CREATE TABLE flag (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    item       TEXT NOT NULL,
    PRIMARY KEY (attempt_id, item)
);

-- grading
CREATE TABLE mark (
    attempt_id    TEXT NOT NULL REFERENCES attempt (id),
    item          TEXT NOT NULL,
    position      BIGINT NOT NULL,
    function      TEXT,
    worth         BIGINT NOT NULL,
    points        BIGINT,
    waits_since   BIGINT,
    claimed_by    TEXT,
    claimed_until BIGINT,
    marked_by     TEXT,
    marked_at     BIGINT,
    criteria      TEXT,
    comment       TEXT,
    PRIMARY KEY (attempt_id, item)
);
CREATE INDEX mark_waiting ON mark (waits_since) WHERE points IS NULL;
CREATE TABLE result (
    attempt_id  TEXT PRIMARY KEY REFERENCES attempt (id),
    score       TEXT,
    graded_at   BIGINT NOT NULL,
    complete_at BIGINT,
    released_at BIGINT,
    released_by TEXT
);
CREATE INDEX result_unreleased ON result (complete_at) WHERE released_at IS NULL;

-- certificates: frozen at issue; a correction is a new version under the same number
CREATE TABLE serial (
    prefix TEXT NOT NULL,
    year   BIGINT NOT NULL,
    level  BIGINT NOT NULL,
    last   BIGINT NOT NULL,
    PRIMARY KEY (prefix, year, level)
);
CREATE TABLE certificate (
    number        TEXT NOT NULL,
    version       BIGINT NOT NULL,
    id            TEXT NOT NULL UNIQUE,
    account_id    TEXT NOT NULL REFERENCES account (id),
    attempt_id    TEXT NOT NULL REFERENCES attempt (id),
    facts         TEXT NOT NULL,
    credential    BYTEA NOT NULL,
    pdf           BYTEA NOT NULL,
    sha256        TEXT NOT NULL,
    kid           TEXT NOT NULL,
    status_list   BIGINT NOT NULL,
    status_index  BIGINT NOT NULL,
    issued_at     BIGINT NOT NULL,
    issued_by     TEXT NOT NULL,
    revoked_at    BIGINT,
    revoked_by    TEXT,
    revoke_reason TEXT,
    PRIMARY KEY (number, version),
    UNIQUE (attempt_id, version),
    UNIQUE (status_list, status_index)
);
CREATE INDEX certificate_account ON certificate (account_id);

-- what happened, in order, never changed
CREATE TABLE event (
    id      TEXT PRIMARY KEY,
    at      BIGINT NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL,
    request TEXT
);
CREATE INDEX event_subject ON event (subject);
-- events that wait to be linked, and the chain: each hash is over the one before and its event
CREATE TABLE event_pending (
    event_id TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE event_link (
    seq      BIGINT PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    hash     TEXT NOT NULL
);

-- what has to happen after a commit
CREATE TABLE outbox (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    tries      BIGINT NOT NULL,
    done_at    BIGINT,
    error      TEXT,
    UNIQUE (kind, subject)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
