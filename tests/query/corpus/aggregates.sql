-- Aggregates, in the style of https://trino.io/docs/435/functions/aggregate.html.
SELECT count(*), count(name), count(DISTINCT country), count_if(premium), sum(age), sum(score), avg(age), avg(score), min(age), max(name) FROM users
----
SELECT sum(price), avg(price), min(price), max(price), sum(stock), sum(weight), avg(weight) FROM items
----
SELECT sum(level), sum(status), sum(bytes), avg(bytes), max(level), min(at) FROM logs
----
SELECT arbitrary(name), any_value(country), max_by(name, age), min_by(name, age, 3), bool_and(premium), bool_or(premium), every(premium) FROM users
----
SELECT array_agg(name), array_agg(DISTINCT name ORDER BY name), array_agg(name ORDER BY age DESC NULLS FIRST) FROM users
----
SELECT map_agg(name, age), histogram(country), multimap_agg(country, name), map_union(MAP(ARRAY['a'], ARRAY[1])) FROM users
----
SELECT approx_distinct(name), approx_percentile(score, 0.5), approx_percentile(age, ARRAY[0.1, 0.9]), approx_percentile(score, 1, 0.5) FROM users
----
SELECT stddev(score), variance(age), corr(score, age), covar_pop(score, age), regr_slope(score, age), skewness(age), kurtosis(score), stddev_pop(age) FROM users
----
SELECT geometric_mean(age), checksum(name), bitwise_and_agg(age), bitwise_or_agg(age), numeric_histogram(5, score) FROM users
----
SELECT listagg(name, ',') WITHIN GROUP (ORDER BY name) FROM users
----
SELECT country, LISTAGG(DISTINCT name, '|' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY name DESC) AS names FROM users GROUP BY country
----
SELECT approx_set(name), cardinality(approx_set(name)), cardinality(approx_set(age)) FROM users
----
SELECT reduce_agg(age, 0, (a, b) -> a + b, (a, b) -> a + b) FROM users
----
SELECT country, count(*) FILTER (WHERE age > 18) AS adults, sum(age) FILTER (WHERE premium) FROM users GROUP BY country
----
SELECT country || '-' || gender, count(*) FROM users GROUP BY country || '-' || gender
----
SELECT country, max(age) - min(age) AS spread, avg(score) * 2 FROM users GROUP BY country
----
SELECT date_trunc('month', ts) AS month, count(DISTINCT user_id) AS users FROM events GROUP BY date_trunc('month', ts) ORDER BY month
----
SELECT date_trunc('month', ts), count(*) FROM events GROUP BY 1 ORDER BY 1
----
SELECT substr(upper(kind), 1, 2), count(*) FROM events GROUP BY upper(kind), substr(upper(kind), 1, 2)
----
SELECT u.country, count(*) FROM users u GROUP BY country
----
SELECT country, (count(*) + 1) * 2 FROM users u GROUP BY u.country
----
SELECT device.os, count(*) FROM events GROUP BY device.os
----
SELECT e.device.version, e.device.os FROM events e GROUP BY e.device
----
SELECT tags[1], count(*) FROM events GROUP BY tags[1]
----
SELECT CASE WHEN age > 18 THEN 'a' ELSE 'b' END, count(*) FROM users GROUP BY CASE WHEN age > 18 THEN 'a' ELSE 'b' END
----
SELECT country, count(*) FROM users GROUP BY country HAVING avg(age) > 30 AND country <> 'x'
----
SELECT 1, 'x', count(*) FROM users
----
SELECT count(*) FROM users GROUP BY country, gender
----
SELECT country FROM users GROUP BY country, gender HAVING gender = 'f'
----
SELECT extract(year FROM signup) AS y, count(*) FROM users GROUP BY extract(year FROM signup)
----
SELECT array_agg(ROW(name, age)) FROM users
----
SELECT array_join(array_agg(CAST(age AS varchar)), ',') FROM users
----
SELECT cardinality(array_agg(DISTINCT name)) FROM users
----
SELECT count(*) * 100.0 / sum(count(*)) OVER () AS share, country FROM users GROUP BY country
----
SELECT max(ts), max(epoch), CAST(max(value) AS bigint) FROM events
----
SELECT sum(CASE WHEN kind = 'buy' THEN 1 ELSE 0 END) AS buys, sum(if(kind = 'view', value)) FROM events
----
SELECT sum(amount * quantity) FROM orders
----
SELECT sum(CAST(amount AS double) * quantity) AS total FROM orders
----
SELECT min(ordered), max(shipped), avg(quantity) FROM orders
----
SELECT kind, CASE WHEN grouping(day) = 1 THEN 'all' ELSE day END AS day, count(*) AS n FROM events GROUP BY GROUPING SETS ((kind, day), (kind), ())
----
SELECT e.kind, upper(day) AS d, count(*) AS n FROM events e GROUP BY ROLLUP (e.kind), upper(day), CUBE (user_id, item_id) HAVING e.kind IS NOT NULL AND grouping(user_id, item_id) < 3
