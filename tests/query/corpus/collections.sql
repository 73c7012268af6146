-- Arrays, maps, rows and lambdas, in the style of https://trino.io/docs/435/functions/array.html, map.html and lambda.html.
SELECT cardinality(tags), tags[1], element_at(tags, -1), contains(tags, 'a'), array_distinct(tags), array_sort(tags), array_max(sizes), array_min(sizes) FROM events, items
----
SELECT array_position(tags, 'x'), array_remove(tags, 'x'), array_except(tags, ARRAY['a']), array_intersect(tags, ARRAY['a']), array_union(tags, ARRAY['b']), arrays_overlap(tags, ARRAY['c']) FROM events
----
SELECT slice(tags, 1, 2), reverse(tags), shuffle(tags), trim_array(tags, 1), concat(tags, ARRAY['z']), tags || 'w' FROM events
----
SELECT transform(sizes, x -> x * 2), filter(sizes, x -> x > 3), any_match(sizes, x -> x = 1), all_match(sizes, x -> x > 0), none_match(sizes, x -> x < 0) FROM items
----
SELECT reduce(sizes, 0, (s, x) -> s + x, s -> s), reduce(sizes, 0e0, (s, x) -> s + x, s -> s / 2) FROM items
----
SELECT transform(tags, t -> upper(t) || '!'), transform(tags, t -> length(t)), filter(tags, t -> t LIKE 'a%') FROM events
----
SELECT zip(ARRAY[1, 2], ARRAY['a', 'b']), zip_with(ARRAY[1, 2], ARRAY[3, 4], (a, b) -> a * b)
----
SELECT flatten(ARRAY[ARRAY[1], ARRAY[2, 3]]), sequence(1, 5), sequence(DATE '2020-01-01', DATE '2020-02-01', INTERVAL '1' DAY), repeat('a', 3)
----
SELECT combinations(tags, 2), ngrams(tags, 2), array_sort(sizes, (a, b) -> if(a < b, 1, if(a = b, 0, -1))) FROM events, items
----
SELECT map(ARRAY['a', 'b'], ARRAY[1, 2]), map_from_entries(ARRAY[(1, 'x'), (2, 'y')]), map_entries(props), map_keys(props), map_values(props) FROM events
----
SELECT map_filter(attrs, (k, v) -> v > 1), transform_keys(attrs, (k, v) -> upper(k)), transform_values(attrs, (k, v) -> CAST(v AS varchar)), map_concat(attrs, attrs) FROM items
----
SELECT map_zip_with(attrs, attrs, (k, v1, v2) -> v1 + v2), cardinality(attrs), element_at(attrs, 'a'), attrs['b'] FROM items
----
SELECT MAP(), MAP(ARRAY['k'], ARRAY[NULL]), multimap_from_entries(ARRAY[('a', 1), ('a', 2)])
----
SELECT transform(lines, l -> l.price * l.qty), filter(lines, l -> l.qty > 1), lines[1].sku, element_at(lines, 1).price FROM orders
----
SELECT reduce(lines, 0e0, (s, l) -> s + l.price * l.qty, s -> s) AS total FROM orders
----
SELECT array_join(transform(filter(lines, l -> l.qty > 0), l -> l.sku), ',') FROM orders
----
SELECT array_join(sizes, ','), array_join(ARRAY[1, NULL], ',', 'x'), array_join(tags, '|') FROM items, events
----
SELECT x, y FROM (SELECT ARRAY[1, 2] AS a, ARRAY['p', 'q'] AS b) CROSS JOIN UNNEST(a, b) AS t (x, y)
----
SELECT n FROM UNNEST(sequence(1, 10)) AS t (n) WHERE n % 2 = 0
----
SELECT transform(ARRAY[1, 2], x -> transform(ARRAY[3, 4], y -> x + y))
----
SELECT apply FROM (SELECT filter(ARRAY[1, 2, 3], i -> i IN (1, 2)) AS apply) t
----
SELECT transform(ARRAY[1], x -> CAST(x AS varchar) || 'a'), transform(ARRAY['a'], x -> 1)
----
SELECT greatest(1, 2, 3.5), least('a', 'b'), greatest(ts, started) FROM events, sessions
----
SELECT cosine_similarity(MAP(ARRAY['a'], ARRAY[1e0]), MAP(ARRAY['a'], ARRAY[2e0]))
----
SELECT array_join(ARRAY[created, created], ','), array_join(sizes, ','), array_join(ARRAY[sku], ',', '-'), contains(ARRAY[sku], title) FROM items
