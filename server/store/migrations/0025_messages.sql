-- What each person is told, and what leaves the house for them or for other systems.

CREATE TABLE message (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL,
    -- what brought it about: the same cause tells the same person once
    cause      TEXT NOT NULL,
    detail     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at    BIGINT
);
CREATE UNIQUE INDEX message_cause ON message (account_id, cause);
-- the count beside a person's name: it needs no row, only this
CREATE INDEX message_unread ON message (account_id, read_at) WHERE read_at IS NULL;

-- where mail goes: confirmed by its reader; and the address that waits for its reader's word
ALTER TABLE account ADD COLUMN mail TEXT;
ALTER TABLE account ADD COLUMN mail_asked TEXT;
ALTER TABLE account ADD COLUMN mail_asked_at BIGINT;

-- at_once, digest or never; a topic without a row goes out at once
CREATE TABLE message_preference (
    account_id TEXT NOT NULL REFERENCES account (id),
    topic      TEXT NOT NULL,
    choice     TEXT NOT NULL,
    PRIMARY KEY (account_id, topic)
);

-- a system that is told of events; its secret is sealed with a key that is not in the database
CREATE TABLE webhook (
    id            TEXT PRIMARY KEY,
    label         TEXT NOT NULL,
    url           TEXT NOT NULL,
    sealed        BYTEA NOT NULL,
    created_at    BIGINT NOT NULL,
    created_by    TEXT NOT NULL,
    -- the last call, and what came of it; nothing in last_error where it went well
    last_at       BIGINT,
    last_error    TEXT,
    -- the first call that failed since one went well
    failing_since BIGINT,
    stopped_at    BIGINT
);

-- one thing to carry by one way: mail, digest, confirm or webhook
CREATE TABLE delivery (
    id         TEXT PRIMARY KEY,
    channel    TEXT NOT NULL,
    -- the address, or the webhook
    target     TEXT NOT NULL,
    account_id TEXT REFERENCES account (id),
    message_id TEXT REFERENCES message (id),
    -- what is carried where it is no message
    body       TEXT,
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    -- waiting, done or given_up
    state      TEXT NOT NULL,
    tries      BIGINT NOT NULL,
    ended_at   BIGINT,
    error      TEXT
);
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'waiting';
CREATE INDEX delivery_made ON delivery (created_at);
CREATE INDEX delivery_of ON delivery (account_id, channel, created_at) WHERE account_id IS NOT NULL;
CREATE INDEX delivery_to ON delivery (target, created_at);
