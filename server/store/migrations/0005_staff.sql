-- what staff decide: a code of a session, time for outages, items that are void

-- salted and hashed; it goes before the plan's
CREATE TABLE session_code (
    session TEXT PRIMARY KEY REFERENCES exam_session (id),
    hash    TEXT NOT NULL,
    set_at  BIGINT NOT NULL
);

-- what was given back for outages, of each attempt together
CREATE TABLE outage_grant (
    attempt_id TEXT PRIMARY KEY REFERENCES attempt (id),
    given_ms   BIGINT NOT NULL
);

-- what was decided of items that turned out to be faulty, by the version that was sat; the newest decision counts
CREATE TABLE item_decision (
    id         TEXT PRIMARY KEY,
    plan       TEXT NOT NULL,
    item       TEXT NOT NULL,
    version    TEXT NOT NULL,
    number     BIGINT NOT NULL,
    voiding    TEXT,
    reason     TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    UNIQUE (plan, version, number)
);
-- a mark keeps what was given, beside what a decision makes of it
ALTER TABLE mark ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE mark ADD COLUMN voiding TEXT;
-- what a result was before a decision changed it
CREATE TABLE result_revision (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    number     BIGINT NOT NULL,
    decision   TEXT NOT NULL REFERENCES item_decision (id),
    score      TEXT NOT NULL,
    released   BIGINT NOT NULL,
    passed     BIGINT NOT NULL,
    passes     BIGINT NOT NULL,
    revised_at BIGINT NOT NULL,
    PRIMARY KEY (attempt_id, number)
);
