-- who has a file of the workshop open, until when unless their page says so again
CREATE TABLE workshop_open (
    path       TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    until_at   BIGINT NOT NULL,
    PRIMARY KEY (path, account_id)
) WITHOUT ROWID;
