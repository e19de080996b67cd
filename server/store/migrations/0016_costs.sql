-- What is kept is bounded in sum: bytes of values by attempt and account, and events of one kind by attempt.

-- so many bytes of values, over all nodes; the subject is an attempt or an account
CREATE TABLE storage (
    subject TEXT PRIMARY KEY,
    bytes   BIGINT NOT NULL
);
-- how often something was noted of an attempt that a page can bring about; beyond a bound it is counted here and is no event
CREATE TABLE tally (
    subject TEXT NOT NULL,
    action  TEXT NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (subject, action)
);
-- of an attempt whose room is used up, the newest value of each item that does not count: it is kept whole until the next one comes
CREATE TABLE answer_spare (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    item       TEXT NOT NULL,
    op_id      TEXT NOT NULL,
    PRIMARY KEY (attempt_id, item)
);
