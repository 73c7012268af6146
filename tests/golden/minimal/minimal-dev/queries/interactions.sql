SELECT user_id AS USER_ID, item_id AS ITEM_ID, CAST(clicked_at AS bigint) AS "TIMESTAMP"
FROM clicks
