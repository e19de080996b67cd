-- why something was published, as its author wrote it, and whether a course went back to an earlier publication
ALTER TABLE publication ADD COLUMN reason TEXT;
ALTER TABLE publication ADD COLUMN is_back BIGINT NOT NULL DEFAULT 0;
ALTER TABLE workshop_schedule ADD COLUMN reason TEXT;
