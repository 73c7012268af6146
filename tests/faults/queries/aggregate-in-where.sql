SELECT candidate AS USER_ID, vacancy AS ITEM_ID, max(applied_at) AS TIMESTAMP
FROM applications
WHERE candidate IS NOT NULL AND vacancy IS NOT NULL AND applied_at IS NOT NULL AND count(*) < 500
--                                                                                 ^^^^^^^^ error[query-misplaced-aggregate]
GROUP BY candidate, vacancy
