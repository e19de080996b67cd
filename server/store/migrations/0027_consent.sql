-- what people agreed to: which texts of privacy and terms, by their hash, and when

CREATE TABLE consent (
    account_id TEXT NOT NULL REFERENCES account (id),
    version    TEXT NOT NULL,
    agreed_at  BIGINT NOT NULL,
    PRIMARY KEY (account_id, version)
);
