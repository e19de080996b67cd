-- The newest act of staff upon an attempt, so that its page hears of it at once, and whether the page has shown it.

CREATE TABLE news (
    attempt_id   TEXT PRIMARY KEY REFERENCES attempt (id),
    -- the instant of the act; rises with each
    at           BIGINT NOT NULL,
    -- why it was last paused
    pause_reason TEXT
) WITHOUT ROWID;
CREATE INDEX news_at ON news (at);
-- the newest act that the page has shown, and when it said so
ALTER TABLE presence ADD COLUMN news BIGINT NOT NULL DEFAULT 0;
ALTER TABLE presence ADD COLUMN news_at BIGINT NOT NULL DEFAULT 0;
