-- When somebody is asked an item of practice again: in which box it rests, from 1, and until when. One row for a person and an item.
CREATE TABLE repetition (
    account_id TEXT NOT NULL REFERENCES account (id),
    course     TEXT NOT NULL,
    item       TEXT NOT NULL,
    -- the item's text when it was answered: one that has changed begins anew
    version    TEXT NOT NULL,
    in_box     BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    PRIMARY KEY (account_id, course, item)
) WITHOUT ROWID;
CREATE INDEX repetition_due ON repetition (account_id, due_at);
