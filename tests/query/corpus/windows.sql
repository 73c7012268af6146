-- Window functions, in the style of https://trino.io/docs/435/functions/window.html.
SELECT order_id, customer, rank() OVER (PARTITION BY customer ORDER BY amount DESC) AS r FROM orders
----
SELECT user_id, lag(ts) OVER (PARTITION BY user_id ORDER BY ts) AS before, lead(ts, 2) OVER (PARTITION BY user_id ORDER BY ts) AS after FROM events
----
SELECT user_id, lag(value, 1, 0) OVER (PARTITION BY user_id ORDER BY ts) FROM events
----
SELECT sum(amount) OVER (ORDER BY ordered ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM orders
----
SELECT avg(value) OVER (PARTITION BY item_id ORDER BY ts ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) FROM events
----
SELECT sum(value) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM events
----
SELECT first_value(kind) IGNORE NULLS OVER w, last_value(kind) OVER w FROM events WINDOW w AS (PARTITION BY user_id ORDER BY ts)
----
SELECT count(*) OVER (), row_number() OVER (ORDER BY ts), ntile(4) OVER (ORDER BY value) FROM events
----
SELECT dense_rank() OVER (ORDER BY score), percent_rank() OVER (ORDER BY score), cume_dist() OVER (ORDER BY score) FROM users
----
SELECT nth_value(kind, 2) OVER (PARTITION BY user_id ORDER BY ts) FROM events
----
SELECT country, sum(count(*)) OVER (ORDER BY country) FROM users GROUP BY country
----
SELECT item_id, sum(value) OVER w1 AS a, avg(value) OVER (w1 ORDER BY ts) AS b FROM events WINDOW w1 AS (PARTITION BY item_id)
----
SELECT user_id, ts, ts - lag(ts) OVER (PARTITION BY user_id ORDER BY ts) AS gap FROM events
----
SELECT max(value) OVER (PARTITION BY user_id) AS most FROM events
----
SELECT name FROM users ORDER BY row_number() OVER (ORDER BY age)
----
SELECT approx_distinct(item_id) OVER (PARTITION BY kind) FROM events
----
SELECT array_agg(kind) OVER (PARTITION BY user_id ORDER BY ts GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM events
----
SELECT CAST(sum(amount) OVER (PARTITION BY customer) AS double) / 2 FROM orders
----
SELECT count(ALL user_id) OVER (PARTITION BY kind), array_agg(item_id) OVER (ORDER BY ts), max(ts) OVER () FROM events
