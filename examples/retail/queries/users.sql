SELECT
  id AS USER_ID,
  CASE
    WHEN age < 25 THEN 'under 25'
    WHEN age < 45 THEN '25 to 44'
    WHEN age < 65 THEN '45 to 64'
    WHEN age >= 65 THEN '65 and over'
  END AS AGE_GROUP,
  array_join(segments, '|') AS SEGMENTS
FROM customers
WHERE id IS NOT NULL
