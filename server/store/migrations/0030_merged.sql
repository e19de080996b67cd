-- Two accounts of one person: the one that is closed says which stays.
ALTER TABLE account ADD COLUMN merged_into TEXT;
