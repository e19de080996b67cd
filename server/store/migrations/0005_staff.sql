-- what staff decide of a session: its own access code

-- salted and hashed; it goes before the plan's
CREATE TABLE session_code (
    session TEXT PRIMARY KEY REFERENCES exam_session (id),
    hash    TEXT NOT NULL,
    set_at  BIGINT NOT NULL
);
