-- What a marker put back for later: it is not offered to them until they ask for it again, and waits for everybody else.
CREATE TABLE marking_skip (
    account_id TEXT NOT NULL REFERENCES account (id),
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    item       TEXT NOT NULL,
    PRIMARY KEY (account_id, attempt_id, item)
) WITHOUT ROWID;
CREATE INDEX marking_skip_of ON marking_skip (attempt_id, item);
