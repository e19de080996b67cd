-- who gets in: accounts of the demonstration, devices that signed in before, codes for a new password, scopes of tokens, the age of a session

-- 1: made by the demonstration; 2: and closed because it was started without it
ALTER TABLE account ADD COLUMN demo BIGINT NOT NULL DEFAULT 0;

ALTER TABLE token ADD COLUMN scope TEXT NOT NULL DEFAULT 'write';

-- session ids are kept as hashes from now on: whoever was signed in signs in once more
DELETE FROM session;
ALTER TABLE session ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;

-- the hashes of the cookies of devices on which the right password was given
CREATE TABLE known_device (
    account_id TEXT NOT NULL REFERENCES account (id),
    device     TEXT NOT NULL,
    seen_at    BIGINT NOT NULL,
    PRIMARY KEY (account_id, device)
);

-- one code a person, good once and for some hours
CREATE TABLE reset_code (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    hash       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
