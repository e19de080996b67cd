-- what an operator can rely on: keys that belong to this database, receipts that were signed once

-- the public half of each signing key that was ever used with this database, as Multikey text: another key of the same name is another installation's
CREATE TABLE signing_key (
    kid      TEXT PRIMARY KEY,
    public   TEXT NOT NULL,
    noted_at BIGINT NOT NULL
);

-- the receipt as it was signed when the attempt ended; attempts that ended before have none until it is looked at
ALTER TABLE attempt ADD COLUMN receipt_digest TEXT;
ALTER TABLE attempt ADD COLUMN receipt_kid TEXT;
ALTER TABLE attempt ADD COLUMN receipt_signature TEXT;
