-- Sixty random bits that stand on the sheet and in its QR code: whoever gives them has seen it, whoever counts numbers has not.
-- Certificates issued before have none on their sheet; the server draws one for each when it starts, for the addresses that holders give away.
ALTER TABLE certificate ADD COLUMN check_code TEXT;
-- SHA-256 of the PDF as issued; where there is none it is computed from the PDF that is kept.
ALTER TABLE certificate ADD COLUMN pdf_sha256 TEXT;
