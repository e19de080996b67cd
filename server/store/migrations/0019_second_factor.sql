-- what somebody signs in with beside the password: the secret of an authenticator, sealed with a key that is not in the database

CREATE TABLE second_factor (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    sealed     BYTEA NOT NULL,
    set_at     BIGINT NOT NULL,
    -- the newest step of thirty seconds whose code was used: each counts once
    used_step  BIGINT NOT NULL
);

-- codes for whoever lost the authenticator; each is good once
CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id),
    hash       TEXT NOT NULL,
    PRIMARY KEY (account_id, hash)
);
