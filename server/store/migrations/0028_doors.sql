-- A link by which somebody who forgot the password sets a new one; it was mailed, and only its hash is kept.

CREATE TABLE recovery_link (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    hash       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX recovery_link_hash ON recovery_link (hash);
-- whose mail goes to an address
CREATE INDEX account_mail ON account (LOWER(mail)) WHERE mail IS NOT NULL;
