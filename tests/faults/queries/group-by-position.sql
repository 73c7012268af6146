SELECT candidate AS USER_ID, vacancy AS ITEM_ID, max(applied_at) AS TIMESTAMP
FROM applications
WHERE candidate IS NOT NULL AND vacancy IS NOT NULL AND applied_at IS NOT NULL
GROUP BY 1, 2, 4
--             ^ error[query-invalid-clause]
