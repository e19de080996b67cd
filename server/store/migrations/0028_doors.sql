-- A link by which somebody who forgot the password sets a new one; it was mailed, and only its hash is kept.

CREATE TABLE recovery_link (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    hash       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX recovery_link_hash ON recovery_link (hash);
-- whose mail goes to an address
CREATE INDEX account_mail ON account (LOWER(mail)) WHERE mail IS NOT NULL;

-- A key pair that an authenticator keeps and somebody signs in with; only its public half is here.
CREATE TABLE passkey (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    -- what the authenticator calls it, in hexadecimal
    credential TEXT NOT NULL UNIQUE,
    label      TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    -- how often it was used, as the authenticator says; 0 where it does not count
    counter    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX passkey_account ON passkey (account_id);

-- what an authenticator was asked with and has answered, by its hash: it counts once
CREATE TABLE used_challenge (
    hash  TEXT PRIMARY KEY,
    until BIGINT NOT NULL
);
