-- Groups of people, made by administrators: a class, a company, those of one year.
CREATE TABLE people_group (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    name_en    TEXT,
    note       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE TABLE people_group_member (
    people_group TEXT NOT NULL REFERENCES people_group (id),
    account_id   TEXT NOT NULL REFERENCES account (id),
    added_at     BIGINT NOT NULL,
    PRIMARY KEY (people_group, account_id)
) WITHOUT ROWID;
CREATE INDEX people_group_member_account ON people_group_member (account_id);

-- where short messages go: confirmed by a code; and the number that waits for one. Of the code a hash is kept.
ALTER TABLE account ADD COLUMN phone TEXT;
ALTER TABLE account ADD COLUMN phone_asked TEXT;
ALTER TABLE account ADD COLUMN phone_asked_at BIGINT;
ALTER TABLE account ADD COLUMN phone_code TEXT;
ALTER TABLE account ADD COLUMN phone_tries BIGINT;

-- topics that a person also hears of by a short message; one without a row sends none
CREATE TABLE phone_preference (
    account_id TEXT NOT NULL REFERENCES account (id),
    topic      TEXT NOT NULL,
    PRIMARY KEY (account_id, topic)
) WITHOUT ROWID;
