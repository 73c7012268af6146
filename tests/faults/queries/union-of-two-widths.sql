SELECT candidate AS USER_ID, vacancy AS ITEM_ID, applied_at AS TIMESTAMP
FROM applications
WHERE candidate IS NOT NULL AND vacancy IS NOT NULL AND applied_at IS NOT NULL
    UNION ALL
--  ^^^^^ error[query-column-count]
SELECT candidate, vacancy
FROM applications
WHERE candidate LIKE 'temp-%'
