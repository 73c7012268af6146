-- Longer queries as analysts write them, in the style of https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html,
-- https://trino.io/docs/435/sql/select.html and of public projects that prepare data for Personalize.
WITH recent AS (
  SELECT user_id, item_id, kind, ts, row_number() OVER (PARTITION BY user_id, item_id ORDER BY ts DESC) AS n
  FROM events WHERE ts > current_timestamp - INTERVAL '90' DAY
), counted AS (
  SELECT user_id, count(*) AS c FROM recent WHERE n = 1 GROUP BY user_id HAVING count(*) >= 5
)
SELECT CAST(r.user_id AS varchar) AS USER_ID, r.item_id AS ITEM_ID, CAST(to_unixtime(r.ts) AS bigint) AS TIMESTAMP, r.kind AS EVENT_TYPE
FROM recent r JOIN counted c ON c.user_id = r.user_id WHERE r.n = 1 ORDER BY r.user_id, r.ts
----
SELECT i.item_id AS ITEM_ID, i.title AS TITLE, coalesce(s.n, 0) AS SOLD, CASE WHEN i.price < 10 THEN 'low' WHEN i.price < 100 THEN 'mid' ELSE 'high' END AS PRICE_BAND
FROM items i LEFT JOIN (SELECT item_id, sum(quantity) AS n FROM orders GROUP BY item_id) s ON s.item_id = i.item_id
----
SELECT userid AS USER_ID, movieid AS ITEM_ID, 'watch' AS EVENT_TYPE, CAST(CAST("timestamp" AS double) AS bigint) AS TIMESTAMP
FROM (SELECT r.*, rank() OVER (PARTITION BY userid ORDER BY "timestamp" DESC) AS k FROM ratings r) t WHERE k <= 1000
----
SELECT user_id, min(ts) AS first_seen, max(ts) AS last_seen, date_diff('day', min(ts), max(ts)) AS span FROM events GROUP BY user_id
----
SELECT day, kind, count(*) AS n, round(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY day), 2) AS share FROM events GROUP BY day, kind
----
WITH steps AS (SELECT user_id, kind, ts, lead(kind) OVER (PARTITION BY user_id ORDER BY ts) AS next FROM events)
SELECT kind, next, count(*) AS n FROM steps WHERE next IS NOT NULL GROUP BY kind, next ORDER BY n DESC LIMIT 20
----
SELECT u.country, e.kind, count(DISTINCT e.user_id) AS users, approx_percentile(e.value, 0.95) AS p95
FROM events e JOIN users u ON u.user_id = e.user_id GROUP BY ROLLUP (u.country, e.kind)
----
SELECT item_id, array_join(slice(array_agg(name ORDER BY name), 1, 3), ', ') AS buyers FROM orders JOIN users ON user_id = customer GROUP BY item_id
----
SELECT a.item_id AS x, b.item_id AS y, count(*) AS together FROM events a JOIN events b ON a.user_id = b.user_id AND a.item_id < b.item_id GROUP BY a.item_id, b.item_id HAVING count(*) > 5
----
SELECT session_id, count(*) FILTER (WHERE e.kind = 'view') AS views, max(e.ts) - min(e.ts) AS length
FROM sessions s JOIN events e ON e.user_id = s.user_id AND e.ts >= s.started AND (s.ended IS NULL OR e.ts < s.ended) GROUP BY session_id
----
SELECT order_id, sum(l.qty * l.price) AS total, array_agg(l.sku) AS skus FROM orders CROSS JOIN UNNEST(lines) AS l (sku, qty, price) GROUP BY order_id
----
SELECT kind, cardinality(filter(array_agg(value), v -> v > 1)) AS big FROM events GROUP BY kind
----
SELECT * FROM (SELECT user_id, kind FROM events) WHERE kind IN ('a', 'b')
----
SELECT MAX(epoch) AS "TIMESTAMP", USER_ID, ITEM_ID FROM EVENTS GROUP BY USER_ID, ITEM_ID
----
SELECT name, CASE gender WHEN 'm' THEN 'Mr' WHEN 'f' THEN 'Ms' ELSE '' END || ' ' || name AS title FROM users
----
SELECT t.bucket, count(*) FROM (SELECT width_bucket(score, 0, 1, 5) AS bucket FROM users) t GROUP BY t.bucket ORDER BY t.bucket
----
SELECT date(o.shipped) AS day, o.status, sum(o.amount) AS amount FROM orders o WHERE o.shipped IS NOT NULL GROUP BY date(o.shipped), o.status
----
SELECT user_id, map_agg(kind, n) AS counts FROM (SELECT user_id, kind, count(*) AS n FROM events GROUP BY user_id, kind) GROUP BY user_id
----
SELECT user_id, counts['view'] AS views FROM (SELECT user_id, histogram(kind) AS counts FROM events GROUP BY user_id)
----
SELECT regexp_extract(line, '^(\S+) (\S+)', 1) AS host, status, count(*) FROM logs WHERE status >= 500 GROUP BY 1, 2
----
SELECT u.user_id FROM users u WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.user_id = u.user_id AND e.ts > current_timestamp - INTERVAL '1' YEAR)
----
SELECT country, name FROM (SELECT country, name, dense_rank() OVER (PARTITION BY country ORDER BY score DESC) AS r FROM users) WHERE r <= 3
----
SELECT s.user_id, sum(s.pages) AS pages FROM sessions s WHERE s.user_id IN (SELECT user_id FROM users WHERE premium) GROUP BY s.user_id
----
SELECT offer_id, d AS day FROM offers CROSS JOIN UNNEST(sequence(valid_from, valid_to, INTERVAL '1' DAY)) AS t (d)
----
SELECT coalesce(CAST(value AS varchar), kind, '') AS v, CAST(device AS json) AS d FROM events
----
SELECT CAST(row_number() OVER (ORDER BY event_id) AS varchar) || '-' || event_id AS id FROM events
