-- Who sits when and with how much time, and what staff see of it.

CREATE TABLE exam_session (
    id         TEXT PRIMARY KEY,
    plan       TEXT NOT NULL,
    name       TEXT NOT NULL,
    opens_at   BIGINT NOT NULL,
    closes_at  BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE INDEX exam_session_plan ON exam_session (plan, opens_at);

-- accommodations are a person's own: nobody but staff of the session sees them
CREATE TABLE exam_candidate (
    session    TEXT NOT NULL REFERENCES exam_session (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    room       TEXT NOT NULL,
    factor     BIGINT NOT NULL,
    extra_ms   BIGINT NOT NULL,
    PRIMARY KEY (session, account_id)
);
CREATE INDEX exam_candidate_account ON exam_candidate (account_id);

-- what staff say to a candidate
CREATE TABLE notice (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    id         TEXT NOT NULL,
    at         BIGINT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (attempt_id, id)
) WITHOUT ROWID;

-- when a page was last heard of, and what it told
CREATE TABLE presence (
    attempt_id TEXT PRIMARY KEY REFERENCES attempt (id),
    seen_at    BIGINT NOT NULL,
    item       TEXT,
    saves      BIGINT NOT NULL,
    outage_ms  BIGINT NOT NULL,
    left_count BIGINT NOT NULL,
    left_ms    BIGINT NOT NULL
) WITHOUT ROWID;
