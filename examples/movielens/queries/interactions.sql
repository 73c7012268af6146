-- Every rating, with its stars as the event's value.
SELECT
  userid AS USER_ID,
  movieid AS ITEM_ID,
  'rate' AS EVENT_TYPE,
  rating AS EVENT_VALUE,
  CAST("timestamp" AS bigint) AS "TIMESTAMP"
FROM ratings
