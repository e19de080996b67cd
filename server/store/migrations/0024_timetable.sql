-- When a session is sat may change: where, how often it changed, why nobody sits it; and who reads their sessions in a calendar of their own.

ALTER TABLE exam_session ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- how often a calendar had to hear of a change, and of the newest one when
ALTER TABLE exam_session ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE exam_session ADD COLUMN revised_at BIGINT;
-- both or neither
ALTER TABLE exam_session ADD COLUMN cancelled_at BIGINT;
ALTER TABLE exam_session ADD COLUMN cancel_reason TEXT;
CREATE INDEX exam_session_closing ON exam_session (closes_at);

-- the secret of a calendar's address, as a hash alone
CREATE TABLE calendar (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    hash       TEXT NOT NULL UNIQUE,
    made_at    BIGINT NOT NULL
);
