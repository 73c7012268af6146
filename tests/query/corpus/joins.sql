-- Joins, subqueries, WITH and set operations, in the style of https://trino.io/docs/435/sql/select.html.
SELECT u.name, o.amount FROM users u JOIN orders o ON u.user_id = o.customer
----
SELECT u.name, o.amount FROM users u LEFT OUTER JOIN orders o ON u.user_id = o.customer AND o.quantity > 1
----
SELECT u.name, o.amount FROM users u RIGHT JOIN orders o ON u.user_id = o.customer
----
SELECT coalesce(e.user_id, c.user_id) AS u FROM events e FULL JOIN clicks c ON e.user_id = c.user_id AND e.item_id = c.item_id
----
SELECT user_id, item_id, e.ts, c.ts FROM events e JOIN clicks c USING (user_id, item_id)
----
SELECT * FROM clicks JOIN users USING (user_id)
----
SELECT a.name, b.name FROM users a CROSS JOIN users b
----
SELECT a.name FROM users a JOIN orders b JOIN items c ON b.item_id = c.item_id ON a.user_id = b.customer
----
SELECT a.name FROM (users a JOIN orders b ON a.user_id = b.customer) JOIN items c ON b.item_id = c.item_id
----
SELECT u.name, t.n FROM users u CROSS JOIN LATERAL (SELECT count(*) AS n FROM orders o WHERE o.customer = u.user_id) t
----
SELECT e.event_id, t.tag, t.pos FROM events e CROSS JOIN UNNEST(e.tags) WITH ORDINALITY AS t (tag, pos)
----
SELECT e.event_id, p.k, p.v FROM events e, UNNEST(e.props) AS p (k, v)
----
SELECT a, b FROM UNNEST(ARRAY[1, 2], ARRAY['x', 'y', 'z']) AS t (a, b)
----
SELECT * FROM UNNEST(ARRAY[1, 2]) AS t (n)
----
SELECT o.order_id, l.qty * l.price AS total FROM orders o LEFT JOIN UNNEST(o.lines) AS l (sku, qty, price) ON true
----
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT a.x, b.y FROM a, b
----
WITH t (p, q) AS (SELECT name, age FROM users) SELECT p, max(q) FROM t GROUP BY p
----
WITH x AS (WITH y AS (SELECT 1 AS n) SELECT n FROM y) SELECT n FROM x
----
SELECT * FROM (WITH z AS (SELECT name FROM users) SELECT * FROM z) q
----
WITH users AS (SELECT item_id FROM items) SELECT item_id FROM users
----
SELECT user_id FROM events INTERSECT SELECT user_id FROM clicks
----
SELECT user_id FROM events EXCEPT DISTINCT SELECT user_id FROM clicks ORDER BY user_id
----
SELECT age FROM users UNION SELECT order_id FROM orders UNION ALL SELECT 2.5
----
SELECT name FROM users UNION ALL SELECT title FROM items INTERSECT SELECT category FROM items
----
SELECT 'a' AS k, NULL AS v UNION ALL SELECT 'bc', 5
----
SELECT signup AS d FROM users UNION ALL SELECT shipped FROM orders
----
SELECT name FROM users WHERE (age, country) IN (SELECT age, country FROM users)
----
SELECT name FROM users u WHERE age > (SELECT avg(quantity) FROM orders o WHERE o.customer = u.user_id)
----
SELECT u.country, (SELECT max(o.amount) FROM orders o WHERE o.customer = 5) FROM users u GROUP BY u.country
----
SELECT t.a, t.b FROM (SELECT name AS a, age AS b FROM users WHERE age > 3) AS t WHERE t.b < 10
----
SELECT q.n FROM (SELECT country, count(*) AS n FROM users GROUP BY country) q ORDER BY q.n LIMIT 1
----
SELECT a.user_id FROM events a JOIN events b ON a.user_id = b.user_id AND a.ts < b.ts AND b.ts < a.ts + INTERVAL '30' MINUTE
----
SELECT count(*) FROM users u LEFT JOIN clicks c ON c.user_id = u.user_id WHERE c.user_id IS NULL
----
SELECT x FROM (TABLE offers) AS o (x, y, z, w)
----
SELECT s.session_id, e.event_id FROM sessions s JOIN events e ON e.user_id = s.user_id AND e.ts BETWEEN s.started AND s.ended
----
SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a LIMIT 1
----
SELECT a FROM (SELECT 1 AS a UNION ALL (SELECT 2 ORDER BY 1 LIMIT 1)) t
----
WITH t AS (SELECT item_id, price FROM items) SELECT a.item_id FROM t a JOIN t b ON a.price < b.price
----
SELECT i.title FROM items i WHERE i.item_id NOT IN (SELECT item_id FROM clicks WHERE item_id IS NOT NULL)
----
SELECT * FROM users u JOIN (SELECT customer, sum(amount) AS spent FROM orders GROUP BY customer) s ON s.customer = u.user_id
----
SELECT u.name FROM users u JOIN offers o ON u.signup BETWEEN o.valid_from AND o.valid_to
----
SELECT e.kind, i.title FROM "AwsDataCatalog".lake.events e JOIN awsdatacatalog.lake.items i ON e.item_id = i.item_id
