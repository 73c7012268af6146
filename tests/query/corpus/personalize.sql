-- Preparing data for Amazon Personalize, in the style of its developer guide
-- (https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html) and of public projects that use Athena for it.
SELECT userid AS USER_ID, movieid AS ITEM_ID, CAST(rating AS double) AS EVENT_VALUE, CAST("timestamp" AS bigint) AS TIMESTAMP, 'rate' AS EVENT_TYPE FROM ratings
----
SELECT movieid AS ITEM_ID, replace(genres, '|', ',') AS GENRES, regexp_extract(title, '\((\d{4})\)$', 1) AS YEAR FROM movies
----
SELECT
  CAST(e.user_id AS varchar) AS USER_ID,
  e.item_id AS ITEM_ID,
  CAST(to_unixtime(e.ts) AS bigint) AS TIMESTAMP,
  e.kind AS EVENT_TYPE
FROM lake.events AS e
WHERE e.ts >= date_add('month', -18, current_timestamp)
----
SELECT user_id AS USER_ID, item_id AS ITEM_ID, ts AS TIMESTAMP, 'click' AS EVENT_TYPE FROM clicks
UNION ALL
SELECT user_id, item_id, epoch, kind FROM events
----
SELECT CAST(user_id AS varchar) USER_ID, coalesce(gender, 'unknown') GENDER, CASE WHEN age < 18 THEN 'young' WHEN age < 65 THEN 'adult' ELSE 'senior' END AGE_GROUP FROM users;
----
WITH ranked AS (
  SELECT item_id, title, category, row_number() OVER (PARTITION BY item_id ORDER BY created DESC) AS n FROM items
)
SELECT item_id AS ITEM_ID, category AS CATEGORY_L1 FROM ranked WHERE n = 1
----
SELECT item_id AS ITEM_ID, CAST(to_unixtime(created) AS bigint) AS CREATION_TIMESTAMP, array_join(transform(sizes, s -> CAST(s AS varchar)), '|') AS SIZES FROM items
----
SELECT DISTINCT CAST(customer AS varchar) AS USER_ID, item_id AS ITEM_ID, CAST(to_unixtime(CAST(ordered AS timestamp)) AS bigint) AS TIMESTAMP, 'purchase' AS EVENT_TYPE FROM orders WHERE status <> 'cancelled'
----
SELECT i.item_id AS ITEM_ID, i.price AS PRICE, regexp_replace(i.description, '["\\\r\n]', ' ') AS DESCRIPTION FROM items i WHERE i.active
----
SELECT o.customer AS USER_ID, l.sku AS ITEM_ID, CAST(to_unixtime(o.shipped) AS bigint) AS TIMESTAMP, l.price AS EVENT_VALUE
FROM orders o CROSS JOIN UNNEST(o.lines) AS l (sku, qty, price)
----
SELECT e.user_id AS USER_ID, e.item_id AS ITEM_ID, e.epoch / 1000 AS TIMESTAMP, array_join(array_agg(DISTINCT t.tag ORDER BY t.tag), '|') AS IMPRESSION
FROM events e CROSS JOIN UNNEST(e.tags) AS t (tag) GROUP BY e.user_id, e.item_id, e.epoch / 1000
----
SELECT u.user_id AS USER_ID, count(s.session_id) AS SESSIONS, max(s.pages) AS PAGES FROM users u LEFT JOIN sessions s ON s.user_id = u.user_id GROUP BY u.user_id
----
SELECT USER_ID, ITEM_ID, max(EPOCH) AS TIMESTAMP, count(*) AS EVENT_VALUE FROM events GROUP BY 1, 2 HAVING count(*) > 3
----
SELECT item_id, if(stock > 0, 'in', 'out') AS AVAILABILITY, lower(trim(brand)) AS BRAND FROM items WHERE brand IS NOT NULL
----
SELECT json_extract_scalar(payload, '$.user.id') AS USER_ID, json_extract_scalar(payload, '$.item') AS ITEM_ID, CAST(json_extract_scalar(payload, '$.ts') AS bigint) AS TIMESTAMP FROM events WHERE payload IS NOT NULL
----
SELECT user_id AS USER_ID, element_at(props, 'campaign') AS CAMPAIGN, device.os AS DEVICE, ts FROM events
----
SELECT movieid AS ITEM_ID, title AS TITLE, genre AS GENRE FROM movies CROSS JOIN UNNEST(split(genres, '|')) AS g (genre)
----
SELECT user_id, e.item_id, e.epoch FROM users u JOIN events e USING (user_id) WHERE u.premium AND NOT e.kind = 'view'
----
SELECT user_id, item_id, to_unixtime(date_parse(day, '%Y-%m-%d')) AS t FROM events
----
SELECT user_id, item_id, CAST(to_unixtime(from_iso8601_timestamp(day)) AS bigint) AS t FROM events
----
SELECT USERID AS "USER_ID", MOVIEID AS "ITEM_ID", try_cast("timestamp" AS bigint) AS "TIMESTAMP" FROM ratings WHERE try_cast(rating AS double) >= 3.5
----
SELECT r.userid, m.title, avg(CAST(r.rating AS double)) AS mean FROM ratings r INNER JOIN movies m ON r.movieid = m.movieid GROUP BY r.userid, m.title ORDER BY mean DESC LIMIT 100
