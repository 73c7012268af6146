-- Clauses of SELECT, in the style of https://trino.io/docs/435/sql/select.html and
-- https://docs.aws.amazon.com/athena/latest/ug/select.html.
SELECT 1
----
SELECT 1 AS one, 'two' two, 3.5 AS "Three And A Half", NULL AS nothing
----
SELECT * FROM users
----
SELECT u.*, 1 AS x FROM users u
----
SELECT users.name, lake.users.age FROM lake.users
----
SELECT DISTINCT country, gender FROM users ORDER BY country, gender DESC NULLS LAST
----
SELECT ALL name FROM users LIMIT ALL
----
SELECT name FROM users ORDER BY 1 OFFSET 10 ROWS FETCH FIRST 5 ROWS ONLY
----
SELECT name, score FROM users ORDER BY score FETCH NEXT 3 ROWS WITH TIES
----
SELECT count(*) FROM users
----
SELECT country, count(*) AS n FROM users GROUP BY country HAVING count(*) > 10 ORDER BY n DESC
----
SELECT upper(country), sum(score) FROM users GROUP BY upper(country)
----
SELECT country, gender, avg(age) FROM users GROUP BY GROUPING SETS ((country, gender), (country), ())
----
SELECT country, gender, count(*), grouping(country, gender) FROM users GROUP BY CUBE (country, gender)
----
SELECT country, gender, count(*) FROM users GROUP BY ROLLUP (country, gender)
----
SELECT country, count(*) FROM users GROUP BY DISTINCT country, ROLLUP (gender, country)
----
SELECT name FROM users TABLESAMPLE BERNOULLI (10)
----
SELECT name AS limit FROM users limit
----
SELECT name offset FROM users LIMIT 3
----
SELECT value, kind AS type, ts AS "timestamp" FROM events
----
SELECT e.device.os, e.device.version AS v, e.tags[1], e.props['a'] FROM events e
----
SELECT (e.device).os FROM events e
----
SELECT (1, 'a'), ROW(2, 'b') AS r
----
SELECT t.r.* FROM (SELECT CAST(ROW(1, 'a') AS ROW(x integer, y varchar)) AS r) t
----
SELECT t.r.* AS (p, q) FROM (SELECT ROW(1, 'a') AS r) t
----
SELECT -- a comment; with a semicolon
 name /* and another; one */ FROM users -- the end
----
SELECT "name", "users"."age" FROM "lake"."users"
----
SELECT Name, NAME AS n2 FROM USERS
----
SELECT 1 FROM users WHERE age BETWEEN 18 AND 65 AND country IN ('de', 'fr') OR name LIKE 'A%' ESCAPE '\'
----
SELECT 1 FROM users WHERE age NOT BETWEEN 1 AND 2 AND country NOT IN ('x') AND name NOT LIKE '_b%'
----
SELECT name IS NULL, name IS NOT NULL, age IS DISTINCT FROM 3, age IS NOT DISTINCT FROM NULL FROM users
----
SELECT NOT premium, NOT NOT premium, - age, + age, - - 1 FROM users
----
SELECT 1 + 2 * 3 - 4 / 5 % 6, 1.5 * 2, 2e0 / 3, 7 / 2e0
----
SELECT a.x FROM (VALUES 1, 2, 3) AS a (x)
----
SELECT x, y FROM (VALUES (1, 'a'), (2, 'bcd')) AS t (x, y)
----
SELECT * FROM (VALUES ROW(1, 2.50), ROW(3, 4)) t (a, b)
----
SELECT kind, array_agg(item_id) FILTER (WHERE value > 1) FROM events GROUP BY kind
----
SELECT (SELECT max(age) FROM users) AS oldest, name FROM users
----
SELECT name FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer = u.user_id)
----
SELECT name FROM users WHERE user_id IN (SELECT customer FROM orders WHERE quantity > 2)
----
SELECT name FROM users WHERE age > ALL (SELECT quantity FROM orders) OR age = ANY (SELECT 3)
----
SELECT name FROM users WHERE age <= SOME (VALUES 1, 2)
----
SELECT sum(age) AS s FROM users HAVING sum(age) > 0
----
SELECT country AS c FROM users GROUP BY country ORDER BY count(*)
----
SELECT count(*) over FROM users
----
SELECT a.name FROM users a, orders b, items c WHERE a.user_id = b.customer AND b.item_id = c.item_id
----
(SELECT 1 AS a) UNION (SELECT 2)
----
((SELECT 1 AS a))
----
SELECT * FROM ((SELECT 1 AS a) UNION ALL (SELECT 2)) t
----
SELECT all FROM (SELECT 1 AS all) t
----
SELECT DISTINCT lower(name) AS n FROM users ORDER BY lower(name)
----
SELECT age + 1 AS next FROM users ORDER BY age + 1, next
----
SELECT country, count(*) FROM users GROUP BY country ORDER BY country || 'x'
