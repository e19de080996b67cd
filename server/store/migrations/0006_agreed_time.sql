-- Time that was agreed with a person beforehand is not a grant: it is never taken back, and a changed list leaves grants alone.
ALTER TABLE attempt ADD COLUMN agreed_ms BIGINT NOT NULL DEFAULT 0;
