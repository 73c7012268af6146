SELECT 'c-' + candidate AS USER_ID, vacancy AS ITEM_ID, applied_at AS TIMESTAMP
--          ^ error[query-type-mismatch]
FROM applications
WHERE candidate IS NOT NULL AND vacancy IS NOT NULL AND applied_at IS NOT NULL
