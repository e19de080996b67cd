-- why a version was corrected, in the words of whoever did it: that another version follows is said by whoever shows it, in the reader's language
UPDATE certificate
SET revoke_reason = REPLACE(revoke_reason,
    '更正，见第 ' || CAST(version + 1 AS TEXT) || ' 版 · corrected: see version ' || CAST(version + 1 AS TEXT) || ' — ', '')
WHERE revoke_reason LIKE '更正，见第 %';
