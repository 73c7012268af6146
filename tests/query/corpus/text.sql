-- Text, regular expressions, JSON and URLs, in the style of https://trino.io/docs/435/functions/string.html, regexp.html, json.html
-- and url.html.
SELECT length(name), lower(name), upper(name), reverse(name), ltrim(name), rtrim(name) FROM users
----
SELECT substr(name, 1, 3), substr(name, 2), replace(name, 'a'), replace(name, 'a', 'b'), replace('abc', 'b', 'xy') FROM users
----
SELECT concat(name, '-', country), concat('a', 'b'), concat_ws(',', name, country, NULL) FROM users
----
SELECT split(name, ' '), split(name, ' ', 2), split_part(name, ' ', 1), strpos(name, 'a'), strpos(name, 'a', 2) FROM users
----
SELECT lpad(name, 10, ' '), rpad(name, 10, '*'), chr(10), codepoint('a'), translate(name, 'ab', 'xy') FROM users
----
SELECT starts_with(name, 'a'), levenshtein_distance(name, country), hamming_distance('ab', 'ac'), soundex(name) FROM users
----
SELECT split_to_map('a=1;b=2', ';', '='), split_to_multimap('a=1;a=2', ';', '='), word_stem(name) FROM users
----
SELECT regexp_like(title, '^a'), regexp_extract(title, '(\d+)'), regexp_extract(title, '(\d+)', 1), regexp_replace(title, '\s+'), regexp_replace(title, '\s+', ' ') FROM movies
----
SELECT regexp_extract_all(title, '\d+'), regexp_split(title, ','), regexp_count(title, 'a'), regexp_position(title, 'b') FROM movies
----
SELECT regexp_replace(title, '(\w)', x -> upper(x[1])) FROM movies
----
SELECT regexp_replace('abc', 'b', 'xx'), regexp_like('abc', 'b')
----
SELECT json_extract(payload, '$.a'), json_extract_scalar(payload, '$.b'), json_array_length(payload), json_size(payload, '$.c'), json_format(json_parse(payload)) FROM events
----
SELECT CAST(json_extract(payload, '$.tags') AS array(varchar)) AS tags, CAST(json_parse(payload) AS map(varchar, json)) AS m FROM events
----
SELECT json_array_contains(payload, 1), json_array_get(payload, 0), is_json_scalar(payload) FROM events
----
SELECT CAST(ARRAY[1, 2] AS json), CAST(MAP(ARRAY['a'], ARRAY[1]) AS json), json_format(CAST(name AS json)) FROM users
----
SELECT url_extract_host(referrer), url_extract_path(referrer), url_extract_parameter(referrer, 'q'), url_extract_port(referrer), url_decode(referrer), url_encode(referrer) FROM sessions
----
SELECT url_encode('abc'), url_extract_protocol('http://x')
----
SELECT to_utf8(name), from_utf8(raw), to_hex(raw), from_hex('00'), to_base64(raw), md5(raw), sha256(to_utf8(name)), xxhash64(raw), crc32(raw) FROM users, logs
----
SELECT length(raw), substr(raw, 1, 2), raw || raw, concat(raw, raw), reverse(raw) FROM logs
----
SELECT length(sku), trim(sku), sku || code, concat(sku, 'a'), substr(sku, 1, 2), upper(sku) FROM items
----
SELECT lower('ABC'), upper(code), substr('abcdef', 2, 3), trim('  x '), reverse('abc'), lpad('a', 3, 'b')
FROM items
----
SELECT format_number(123456), human_readable_seconds(96), parse_data_size('1kB'), typeof(1), uuid(), version()
----
SELECT array_join(split(title, ' '), '-'), array_join(regexp_extract_all(title, '[a-z]+'), ' ', '?') FROM movies
----
SELECT json_extract_scalar(line, '$["a b"]') AS v FROM logs WHERE json_extract(line, '$.x') IS NOT NULL
----
SELECT name LIKE '%x%' AND name NOT LIKE 'y\_%' ESCAPE '\' FROM users
----
SELECT max(length(title)), min(title), max(title, 3) FROM movies
----
SELECT luhn_check('79927398713'), bar(0.5, 10), from_utf8(to_utf8('x'))
----
SELECT trim(sku), trim('x' FROM sku), trim(LEADING '/' FROM title), trim(title FROM sku), position('x' IN title), position(code IN title), normalize(title, NFC), trim(NULL) FROM items
----
SELECT translate(title, '"' || chr(10) || chr(13), '   ') AS t, array_join(regexp_extract_all(description, '\w+'), ' ') AS d, TRY_CAST(brand AS varchar(20)) AS b, TRY_CAST(price AS varchar) AS p FROM items
