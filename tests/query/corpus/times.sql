-- Dates, times and numbers, in the style of https://trino.io/docs/435/functions/datetime.html and math.html.
SELECT date(ts), date('2020-01-01'), date_add('day', 7, signup), date_add('hour', -1, ts), date_diff('day', signup, current_date), date_diff('second', started, ended) FROM events, users, sessions
----
SELECT date_trunc('week', ts), date_trunc('year', signup), date_format(ts, '%Y-%m-%d'), date_parse('2020', '%Y'), format_datetime(ts, 'yyyy') FROM events, users
----
SELECT to_unixtime(ts), from_unixtime(epoch), from_unixtime(epoch, 'Asia/Tokyo'), from_unixtime(epoch, 1, 30), from_unixtime_nanos(epoch) FROM events
----
SELECT from_iso8601_timestamp('2020-01-01T00:00:00Z'), from_iso8601_date('2020-01-01'), to_iso8601(signup), parse_datetime('2020', 'yyyy'), from_iso8601_timestamp_nanos('2020-01-01T00:00:00Z') FROM users
----
SELECT year(ts), quarter(ts), month(ts), week(ts), day(ts), day_of_month(ts), day_of_week(ts), day_of_year(ts), dow(ts), doy(ts), hour(ts), minute(ts), second(ts), millisecond(ts), year_of_week(ts), yow(ts) FROM events
----
SELECT last_day_of_month(signup), with_timezone(ts, 'UTC'), at_timezone(current_timestamp, 'UTC'), timezone_hour(current_timestamp), to_milliseconds(INTERVAL '1' DAY), parse_duration('1d') FROM users, events
----
SELECT CAST(ts AS date), CAST(signup AS timestamp), CAST(ts AS varchar), CAST(current_timestamp AS timestamp), CAST(ts AS time) FROM events, users
----
SELECT ts > signup, ts = TIMESTAMP '2020-01-01 00:00:00', signup >= DATE '2020-01-01', ts BETWEEN signup AND current_timestamp FROM events, users
----
SELECT TIMESTAMP '2020-01-01 00:00:00 Europe/Berlin' - INTERVAL '1' DAY, TIME '01:00:00' + INTERVAL '1' HOUR, TIME '01:00:00.5 +02:00'
----
SELECT ts - INTERVAL '1' MONTH, INTERVAL '2' DAY + signup, ts - started, signup - signup, current_date - signup FROM events, users, sessions
----
SELECT CAST(to_unixtime(ts) * 1000 AS bigint), CAST(to_unixtime(CAST(day AS timestamp)) AS bigint), floor(to_unixtime(ts)) FROM events
----
SELECT epoch / 1000, epoch * 1000, CAST(epoch / 1e3 AS bigint), date_diff('second', TIMESTAMP '1970-01-01 00:00:00', ts) FROM events
----
SELECT abs(-1), abs(-1.5), abs(score), ceil(score), ceiling(1.5), floor(score), round(score), round(score, 2), round(1.55, 1), truncate(score), sign(age) FROM users
----
SELECT sqrt(2), power(2, 3), pow(2, 0.5), exp(1), ln(2), log2(8), log10(100), log(2, 8), cbrt(27), pi(), e(), infinity(), nan(), is_nan(score) FROM users
----
SELECT mod(7, 3), 7 % 3, mod(score, 2), degrees(pi()), radians(180), sin(1), cos(1), tan(1), asin(1), atan2(1, 2) FROM users
----
SELECT rand(), random(10), random(1, 5), width_bucket(score, 0, 100, 10), to_base(255, 16), from_base('ff', 16), bitwise_and(1, 3), bit_count(7, 64), bitwise_left_shift(1, 3) FROM users
----
SELECT floor(weight), round(weight, 1), abs(level), abs(status), round(bytes), truncate(weight), ceil(stock) FROM items, logs
----
SELECT normal_cdf(0, 1, 1.96), wilson_interval_lower(1, 2, 1.96), cosine_similarity(MAP(ARRAY['a'], ARRAY[1e0]), MAP(ARRAY['b'], ARRAY[2e0]))
----
SELECT hour(TIME '01:02:03'), minute(INTERVAL '90' MINUTE), day(INTERVAL '2' DAY), year(INTERVAL '2' YEAR)
----
SELECT date_diff('millisecond', started, ended), date_add('minute', 5, started), date_trunc('minute', TIME '01:02:03') FROM sessions
----
SELECT * FROM sessions WHERE started >= current_date - INTERVAL '7' DAY AND date(ended) = current_date
----
SELECT CAST(started AS timestamp(0)), CAST(started AS timestamp(9)) - started FROM sessions
----
SELECT coalesce(ended, current_timestamp), if(ended IS NULL, started, ended) FROM sessions
----
SELECT extract(hour FROM started), extract(week FROM date(started)), extract(timezone_hour FROM started AT TIME ZONE 'UTC'), extract(minute FROM CAST(started AS time)), extract(day FROM ended - started), extract(month FROM INTERVAL '1' YEAR) FROM sessions
----
SELECT date_trunc('HOUR', started), date_diff('quarter', date(started), current_date), date_diff('hour', date(started), ended), date_add('millisecond', 5, CAST(started AS time)) FROM sessions
----
SELECT bigint '1700000000', CAST('-5' AS bigint), CAST('+7' AS smallint), power(10, 3), 1000 * 1000, date_diff('minute', TIMESTAMP '1970-01-01 00:00:00', ts) * 60, CAST(date_format(ts, '%Y%m%d') AS bigint), TRY_CAST('x' AS bigint) FROM events
