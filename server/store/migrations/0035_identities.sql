-- who somebody is at a provider by which people sign in, bound to their account
CREATE TABLE identity (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    bound_at   BIGINT NOT NULL,
    used_at    BIGINT,
    UNIQUE (issuer, subject)
);
CREATE UNIQUE INDEX identity_account ON identity (account_id, issuer);
