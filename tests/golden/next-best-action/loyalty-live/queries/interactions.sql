SELECT customer AS USER_ID, sku AS ITEM_ID, CAST(to_unixtime(bought_at) AS bigint) AS TIMESTAMP
FROM purchases
