-- what staff decide: a code of a session, time for outages

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
