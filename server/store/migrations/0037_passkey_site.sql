-- The host that a passkey was made for: under another one authenticators do not know it. Unknown for those of before.
ALTER TABLE passkey ADD COLUMN site TEXT;
