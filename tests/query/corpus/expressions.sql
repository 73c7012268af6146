-- Literals, casts, conditions and names, in the style of https://trino.io/docs/435/language/types.html,
-- https://trino.io/docs/435/functions/conditional.html and https://trino.io/docs/435/functions/conversion.html.
SELECT DATE '2020-01-31' AS d, TIME '01:02:03' AS t, TIMESTAMP '2020-01-31 08:00:00' AS ts, TIMESTAMP '2020-01-31 08:00:00.123 UTC' AS z
----
SELECT INTERVAL '1' DAY, INTERVAL -'2' MONTH, INTERVAL '3' YEAR, INTERVAL '1' HOUR
----
SELECT 12345678901, 2147483647, 2147483648, 1.50, .5, 5., 1e3, 1.5E-3, 0.000
----
SELECT 'it''s', U&'\00e9', X'00ff', 'C:\', ''
----
SELECT DECIMAL '12.30', DOUBLE '1.5', BIGINT '7', REAL '2.5', BOOLEAN 'true', VARCHAR 'x', JSON '{"a": 1}'
----
SELECT true, FALSE, NULL
----
SELECT CAST(age AS varchar), CAST(age AS varchar(5)), CAST(age AS double), CAST(age AS decimal(10,2)), CAST(name AS char(3)) FROM users
----
SELECT CAST('2020-01-01' AS date), CAST('1' AS tinyint), CAST(1 AS boolean), CAST(1.5 AS integer), CAST(NULL AS bigint)
----
SELECT try_cast('x' AS integer), TRY_CAST(name AS double) FROM users
----
SELECT CAST(ARRAY[1, 2] AS array(varchar)), CAST(MAP(ARRAY['a'], ARRAY[1]) AS map(varchar, double)), CAST(ROW(1, 2) AS ROW(a bigint, b double))
----
SELECT CAST(ROW(1, ROW('x', ARRAY[2])) AS ROW(a integer, b ROW(c varchar, d array(bigint))))
----
SELECT CAST(x AS timestamp(6)), CAST(x AS timestamp with time zone), CAST(x AS timestamp(0) with time zone), CAST(x AS time(3)) FROM (SELECT current_timestamp AS x) t
----
SELECT CASE kind WHEN 'a' THEN 1 WHEN 'b' THEN 2 END, CASE WHEN value > 1 THEN 'x' ELSE kind END FROM events
----
SELECT CASE WHEN true THEN 1 ELSE 2.5 END, CASE WHEN false THEN NULL ELSE 3 END
----
SELECT if(age > 18, 'a', 'bcd'), if(premium, age), if(premium, 1, 2.5) FROM users
----
SELECT coalesce(name, country, 'none'), nullif(age, 0), try(1 / age) FROM users
----
SELECT coalesce(age, 0), coalesce(score, 1), coalesce(signup, current_date) FROM users
----
SELECT current_date, current_timestamp, localtime, localtimestamp, current_time, now(), current_timestamp(6)
----
SELECT ts AT TIME ZONE 'Europe/Berlin', current_timestamp AT TIME ZONE INTERVAL '2' HOUR FROM events
----
SELECT name || ' ' || country AS label, 'a' || 'b', ARRAY[1] || ARRAY[2], ARRAY[1] || 2, 0 || ARRAY[1] FROM users
----
SELECT age = 1, age <> 2, age != 3, age < 4, age <= 5, age > 6.5, age >= 7e0 FROM users
----
SELECT name = 'x' AND age > 1 OR premium FROM users
----
SELECT stock + 1, stock + level, stock * 2.5e0, weight + 1, weight * stock, bytes + stock FROM items, logs
----
SELECT signup + INTERVAL '1' DAY, signup - INTERVAL '1' YEAR, signup - DATE '2020-01-01', ts + INTERVAL '1' HOUR, ts - ts FROM users, events
----
SELECT INTERVAL '1' DAY * 2, 3 * INTERVAL '1' MONTH, INTERVAL '1' DAY + INTERVAL '2' HOUR, INTERVAL '6' HOUR / 2
----
SELECT extract(year FROM signup), EXTRACT(DOW FROM signup), extract(hour FROM started), extract(day_of_year FROM started) FROM users, sessions
----
SELECT position('a' IN name), substring(name FROM 2 FOR 3), substring(name FROM 2), substring(name, 1, 2) FROM users
----
SELECT trim(name), trim(BOTH 'x' FROM name), trim(LEADING FROM name), trim(name, 'ab'), normalize(name), normalize(name, NFD) FROM users
----
SELECT ARRAY[1, 2.5], ARRAY['a', 'bc'], ARRAY[], ARRAY[NULL, 1], ARRAY[ARRAY[1], ARRAY[2, 3]]
----
SELECT sku, sku || 'x', lower(sku), code, code || 'y', upper(code) FROM items
----
SELECT sku = 'abc', sku < code, sku IN ('a', 'b') FROM items
----
SELECT CASE WHEN active THEN sku ELSE code END, coalesce(sku, 'none'), coalesce(code, 'a very long default') FROM items
----
SELECT price + 1, price * stock, price / 2, -price FROM items
----
SELECT CAST(price AS double) * stock, CAST(price * 100 AS bigint) FROM items
----
SELECT JSON_VALUE(payload, 'lax $.a'), JSON_VALUE(payload, 'lax $.a' RETURNING bigint DEFAULT 0 ON EMPTY ERROR ON ERROR), JSON_QUERY(payload, 'lax $.b' WITH ARRAY WRAPPER), JSON_EXISTS(payload, 'lax $.c') FROM events
----
SELECT JSON_OBJECT('a' VALUE 1, 'b' : name), JSON_ARRAY(1, 'x' NULL ON NULL), JSON_OBJECT(KEY 'k' VALUE age ABSENT ON NULL WITH UNIQUE KEYS) FROM users
----
SELECT JSON_QUERY(payload, 'lax $.a' RETURNING varchar KEEP QUOTES NULL ON ERROR), JSON_ARRAY() FROM events
----
SELECT format('%s-%d', name, age), format('%.2f', score) FROM users
----
SELECT date_trunc('day', ts), year(ts), month(signup), day_of_week(signup) FROM events, users
----
SELECT user_id % 10, abs(age), sign(score), mod(age, 3) FROM users
----
SELECT (SELECT 1) + 2, ((SELECT 3)), (((4)))
----
SELECT "age" + "score" AS "Sum" FROM "users"
----
SELECT ROW(1, 2) = ROW(1, 3), (1, 'a') < (2, 'b'), ARRAY[1] = ARRAY[2]
----
SELECT array_column[1] FROM (SELECT ARRAY[1, 2] AS array_column) t
----
SELECT m['a'], element_at(m, 'b') FROM (SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2]) AS m) t
----
SELECT 1 WHERE 1 = 1
----
SELECT json_value(raw, 'lax $.a'), json_query(line, 'lax $.a'), json_exists(NULL, 'lax $.b') FROM logs
----
SELECT CASE WHEN i.title IS NULL THEN '-' ELSE i.title END AS a, IF(i.price > 1, i.brand, 'x') AS b FROM events e LEFT JOIN items i ON e.item_id = i.item_id WHERE i.item_id IS NOT NULL OR e.kind = 'x'
