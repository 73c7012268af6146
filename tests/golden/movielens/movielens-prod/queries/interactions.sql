-- Ratings that say that somebody liked a film: customers are recommended what others liked, not what they saw.
SELECT
  userid AS USER_ID,
  movieid AS ITEM_ID,
  'rate' AS EVENT_TYPE,
  rating AS EVENT_VALUE,
  CAST("timestamp" AS bigint) AS "TIMESTAMP"
FROM ratings
WHERE CAST(rating AS double) >= 3.5
