-- the language of the page on which somebody first signed in: mail and calendars speak it until they choose one
ALTER TABLE account ADD COLUMN met_lang TEXT;
