-- Personalize knows three words for what became of an offer.
SELECT
  customer AS USER_ID,
  offer AS ACTION_ID,
  CASE outcome WHEN 'accepted' THEN 'Taken' WHEN 'declined' THEN 'Not taken' ELSE 'Viewed' END AS EVENT_TYPE,
  CAST(to_unixtime(from_iso8601_timestamp(happened_at)) AS bigint) AS TIMESTAMP
FROM offer_log
