-- What somebody marked, the newest first.
CREATE INDEX mark_given ON mark (marked_by, marked_at) WHERE marked_by IS NOT NULL;
