//! Functions of the engine behind Athena's engine version 3, names from j to z, sorted by name.
//!
//! Source: Trino 435 (`io.trino:trino-main`), as it lists them itself, in November 2026; AWS publishes no version.

use super::build::*;

/// The functions; forms with a grammar of their own (`cast`, `extract`, `coalesce`, `if` and so on) are not among them.
#[rustfmt::skip]
pub static J_TO_Z: &[Function] = &[
    scalar("jaccard_index", &[one(&[Plain("setdigest"), Plain("setdigest")], DOUBLE)]),
    scalar("json_array_contains", &[
        one(&[JSON, BIGINT], BOOLEAN), one(&[JSON, BOOLEAN], BOOLEAN), one(&[JSON, DOUBLE], BOOLEAN), one(&[JSON, Varchar(V0)], BOOLEAN),
        one(&[Varchar(V0), BIGINT], BOOLEAN), one(&[Varchar(V0), BOOLEAN], BOOLEAN), one(&[Varchar(V0), DOUBLE], BOOLEAN),
        one(&[Varchar(V0), Varchar(V1)], BOOLEAN)
    ]),
    scalar("json_array_get", &[one(&[JSON, BIGINT], JSON), one(&[Varchar(V0), BIGINT], JSON)]),
    scalar("json_array_length", &[one(&[JSON], BIGINT), one(&[Varchar(V0)], BIGINT)]),
    scalar("json_extract", &[one(&[JSON, Plain("jsonpath")], JSON), one(&[Varchar(V0), Plain("jsonpath")], JSON)]),
    scalar("json_extract_scalar", &[one(&[JSON, Plain("jsonpath")], TEXT), one(&[Varchar(V0), Plain("jsonpath")], Varchar(V0))]),
    scalar("json_format", &[one(&[JSON], TEXT)]),
    scalar("json_parse", &[one(&[Varchar(V0)], JSON)]),
    scalar("json_size", &[one(&[JSON, Plain("jsonpath")], BIGINT), one(&[Varchar(V0), Plain("jsonpath")], BIGINT)]),
    aggregate("kurtosis", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    window("lag", &[one(&[Any(0)], Any(0)), one(&[Any(0), BIGINT], Any(0)), one(&[Any(0), BIGINT, Any(0)], Any(0))]),
    scalar("last_day_of_month", &[one(&[DATE], DATE), one(&[Timestamp(V0)], DATE), one(&[TimestampZoned(V0)], DATE)]),
    window("last_value", &[one(&[Any(0)], Any(0))]),
    window("lead", &[one(&[Any(0)], Any(0)), one(&[Any(0), BIGINT], Any(0)), one(&[Any(0), BIGINT, Any(0)], Any(0))]),
    scalar("least", &[many(&[Any(0)], Any(0))]),
    scalar("length", &[one(&[Char(V0)], BIGINT), one(&[BINARY], BIGINT), one(&[Varchar(V0)], BIGINT)]),
    scalar("levenshtein_distance", &[one(&[Varchar(V0), Varchar(V1)], BIGINT)]),
    aggregate("listagg", &[one(&[TEXT, TEXT, BOOLEAN, TEXT, BOOLEAN], TEXT)]),
    scalar("ln", &[one(&[DOUBLE], DOUBLE)]),
    scalar("log", &[one(&[DOUBLE, DOUBLE], DOUBLE)]),
    scalar("log10", &[one(&[DOUBLE], DOUBLE)]),
    scalar("log2", &[one(&[DOUBLE], DOUBLE)]),
    scalar("lower", &[one(&[Char(V0)], Char(V0)), one(&[Varchar(V0)], Varchar(V0))]),
    scalar("lpad", &[one(&[BINARY, BIGINT, BINARY], BINARY), one(&[Varchar(V0), BIGINT, Varchar(V1)], TEXT)]),
    scalar("ltrim", &[
        one(&[Char(V0)], Varchar(V0)), one(&[Char(V0), Plain("codepoints")], Varchar(V0)), one(&[Varchar(V0)], Varchar(V0)),
        one(&[Varchar(V0), Plain("codepoints")], Varchar(V0))
    ]),
    scalar("luhn_check", &[one(&[TEXT], BOOLEAN)]),
    aggregate("make_set_digest", &[one(&[Any(0)], Plain("setdigest"))]),
    scalar("map", &[one(&[Array(&Any(0)), Array(&Any(1))], Map(&Any(0), &Any(1))), one(&[], Map(&Plain("unknown"), &Plain("unknown")))]),
    aggregate("map_agg", &[one(&[Any(0), Any(1)], Map(&Any(0), &Any(1)))]),
    scalar("map_concat", &[many(&[Map(&Any(0), &Any(1))], Map(&Any(0), &Any(1)))]),
    scalar("map_entries", &[one(&[Map(&Any(0), &Any(1))], Array(&Row(&[Any(0), Any(1)])))]),
    scalar("map_filter", &[one(&[Map(&Any(0), &Any(1)), Lambda(&[Any(0), Any(1), BOOLEAN])], Map(&Any(0), &Any(1)))]),
    scalar("map_from_entries", &[one(&[Array(&Row(&[Any(0), Any(1)]))], Map(&Any(0), &Any(1)))]),
    scalar("map_keys", &[one(&[Map(&Any(0), &Any(1))], Array(&Any(0)))]),
    aggregate("map_union", &[one(&[Map(&Any(0), &Any(1))], Map(&Any(0), &Any(1)))]),
    scalar("map_values", &[one(&[Map(&Any(0), &Any(1))], Array(&Any(1)))]),
    scalar("map_zip_with", &[one(&[Map(&Any(0), &Any(1)), Map(&Any(0), &Any(2)), Lambda(&[Any(0), Any(1), Any(2), Any(3)])], Map(&Any(0), &Any(3)))]),
    aggregate("max", &[one(&[Any(0), BIGINT], Array(&Any(0))), one(&[Any(0)], Any(0))]),
    aggregate("max_by", &[one(&[Any(0), Any(1), BIGINT], Array(&Any(0))), one(&[Any(0), Any(1)], Any(0))]),
    scalar("md5", &[one(&[BINARY], BINARY)]),
    aggregate("merge", &[one(&[Plain("hyperloglog")], Plain("hyperloglog")), one(&[Opaque("qdigest(v)")], Opaque("qdigest(v)")), one(&[Plain("tdigest")], Plain("tdigest"))]),
    aggregate("merge_set_digest", &[one(&[Plain("setdigest")], Plain("setdigest"))]),
    scalar("millisecond", &[
        one(&[DAYS], BIGINT), one(&[Time(V0)], BIGINT), one(&[TimeZoned(V0)], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)
    ]),
    aggregate("min", &[one(&[Any(0), BIGINT], Array(&Any(0))), one(&[Any(0)], Any(0))]),
    aggregate("min_by", &[one(&[Any(0), Any(1), BIGINT], Array(&Any(0))), one(&[Any(0), Any(1)], Any(0))]),
    scalar("minute", &[
        one(&[DAYS], BIGINT), one(&[Time(V0)], BIGINT), one(&[TimeZoned(V0)], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)
    ]),
    scalar("mod", &[
        one(&[BIGINT, BIGINT], BIGINT), one(&[Decimal(V0), Decimal(V1)], Decimal(Size::Computed)), one(&[DOUBLE, DOUBLE], DOUBLE),
        one(&[INTEGER, INTEGER], INTEGER), one(&[REAL, REAL], REAL), one(&[SMALLINT, SMALLINT], SMALLINT), one(&[TINYINT, TINYINT], TINYINT)
    ]),
    scalar("month", &[one(&[DATE], BIGINT), one(&[MONTHS], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    aggregate("multimap_agg", &[one(&[Any(0), Any(1)], Map(&Any(0), &Array(&Any(1))))]),
    scalar("multimap_from_entries", &[one(&[Array(&Row(&[Any(0), Any(1)]))], Map(&Any(0), &Array(&Any(1))))]),
    scalar("murmur3", &[one(&[BINARY], BINARY)]),
    scalar("nan", &[one(&[], DOUBLE)]),
    scalar("ngrams", &[one(&[Array(&Any(0)), INTEGER], Array(&Array(&Any(0))))]),
    scalar("none_match", &[one(&[Array(&Any(0)), Lambda(&[Any(0), BOOLEAN])], BOOLEAN)]),
    scalar("normal_cdf", &[one(&[DOUBLE, DOUBLE, DOUBLE], DOUBLE)]),
    scalar("normalize", &[one(&[Varchar(V0), Varchar(V1)], TEXT)]),
    scalar("now", &[one(&[], TimestampZoned(Size::Fixed(3)))]),
    window("nth_value", &[one(&[Any(0), BIGINT], Any(0))]),
    window("ntile", &[one(&[BIGINT], BIGINT)]),
    aggregate("numeric_histogram", &[
        one(&[BIGINT, DOUBLE], Map(&DOUBLE, &DOUBLE)), one(&[BIGINT, DOUBLE, DOUBLE], Map(&DOUBLE, &DOUBLE)), one(&[BIGINT, REAL], Map(&REAL, &REAL)),
        one(&[BIGINT, REAL, DOUBLE], Map(&REAL, &REAL))
    ]),
    scalar("parse_data_size", &[one(&[Varchar(V0)], Decimal(Size::Fixed(3800)))]),
    scalar("parse_datetime", &[one(&[Varchar(V0), Varchar(V1)], TimestampZoned(Size::Fixed(3)))]),
    scalar("parse_duration", &[one(&[Varchar(V0)], DAYS)]),
    scalar("parse_presto_data_size", &[one(&[Varchar(V0)], Decimal(Size::Fixed(3800)))]),
    window("percent_rank", &[one(&[], DOUBLE)]),
    scalar("pi", &[one(&[], DOUBLE)]),
    scalar("pow", &[one(&[DOUBLE, DOUBLE], DOUBLE)]),
    scalar("power", &[one(&[DOUBLE, DOUBLE], DOUBLE)]),
    aggregate("qdigest_agg", &[
        one(&[BIGINT], Opaque("qdigest(bigint)")), one(&[BIGINT, BIGINT], Opaque("qdigest(bigint)")), one(&[BIGINT, BIGINT, DOUBLE], Opaque("qdigest(bigint)")),
        one(&[DOUBLE], Opaque("qdigest(double)")), one(&[DOUBLE, BIGINT], Opaque("qdigest(double)")), one(&[DOUBLE, BIGINT, DOUBLE], Opaque("qdigest(double)")),
        one(&[REAL], Opaque("qdigest(real)")), one(&[REAL, BIGINT], Opaque("qdigest(real)")), one(&[REAL, BIGINT, DOUBLE], Opaque("qdigest(real)"))
    ]),
    scalar("quantile_at_value", &[one(&[Opaque("qdigest(bigint)"), BIGINT], DOUBLE), one(&[Opaque("qdigest(double)"), DOUBLE], DOUBLE), one(&[Opaque("qdigest(real)"), REAL], DOUBLE)]),
    scalar("quarter", &[one(&[DATE], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("radians", &[one(&[DOUBLE], DOUBLE)]),
    scalar("rand", &[
        one(&[BIGINT], BIGINT), one(&[BIGINT, BIGINT], BIGINT), one(&[], DOUBLE), one(&[INTEGER], INTEGER), one(&[INTEGER, INTEGER], INTEGER),
        one(&[SMALLINT], SMALLINT), one(&[SMALLINT, SMALLINT], SMALLINT), one(&[TINYINT], TINYINT), one(&[TINYINT, TINYINT], TINYINT)
    ]),
    scalar("random", &[
        one(&[BIGINT], BIGINT), one(&[BIGINT, BIGINT], BIGINT), one(&[], DOUBLE), one(&[INTEGER], INTEGER), one(&[INTEGER, INTEGER], INTEGER),
        one(&[SMALLINT], SMALLINT), one(&[SMALLINT, SMALLINT], SMALLINT), one(&[TINYINT], TINYINT), one(&[TINYINT, TINYINT], TINYINT)
    ]),
    window("rank", &[one(&[], BIGINT)]),
    scalar("reduce", &[one(&[Array(&Any(0)), Any(1), Lambda(&[Any(1), Any(0), Any(1)]), Lambda(&[Any(1), Any(2)])], Any(2))]),
    aggregate("reduce_agg", &[one(&[Any(0), Any(1), Lambda(&[Any(1), Any(0), Any(1)]), Lambda(&[Any(1), Any(1), Any(1)])], Any(1))]),
    scalar("regexp_count", &[one(&[Varchar(V0), Plain("joniregexp")], BIGINT)]),
    scalar("regexp_extract", &[one(&[Varchar(V0), Plain("joniregexp")], Varchar(V0)), one(&[Varchar(V0), Plain("joniregexp"), BIGINT], Varchar(V0))]),
    scalar("regexp_extract_all", &[one(&[Varchar(V0), Plain("joniregexp")], Array(&Varchar(V0))), one(&[Varchar(V0), Plain("joniregexp"), BIGINT], Array(&Varchar(V0)))]),
    scalar("regexp_like", &[one(&[Varchar(V0), Plain("joniregexp")], BOOLEAN)]),
    scalar("regexp_position", &[
        one(&[Varchar(V0), Plain("joniregexp")], INTEGER), one(&[Varchar(V0), Plain("joniregexp"), INTEGER], INTEGER),
        one(&[Varchar(V0), Plain("joniregexp"), INTEGER, INTEGER], INTEGER)
    ]),
    scalar("regexp_replace", &[
        one(&[TEXT, Plain("joniregexp"), Lambda(&[Array(&TEXT), Varchar(V0)])], TEXT), one(&[Varchar(V0), Plain("joniregexp")], Varchar(V0)),
        one(&[Varchar(V0), Plain("joniregexp"), Varchar(V1)], Varchar(Size::Computed))
    ]),
    scalar("regexp_split", &[one(&[Varchar(V0), Plain("joniregexp")], Array(&Varchar(V0)))]),
    aggregate("regr_intercept", &[one(&[DOUBLE, DOUBLE], DOUBLE), one(&[REAL, REAL], REAL)]),
    aggregate("regr_slope", &[one(&[DOUBLE, DOUBLE], DOUBLE), one(&[REAL, REAL], REAL)]),
    scalar("render", &[
        one(&[BOOLEAN], Varchar(Size::Fixed(16))), one(&[BIGINT, Plain("color")], Varchar(Size::Fixed(35))), one(&[DOUBLE, Plain("color")], Varchar(Size::Fixed(41))),
        one(&[Varchar(V0), Plain("color")], Varchar(Size::Computed))
    ]),
    scalar("repeat", &[one(&[Any(0), INTEGER], Array(&Any(0)))]),
    scalar("replace", &[one(&[Varchar(V0), Varchar(V1), Varchar(V2)], Varchar(Size::Computed)), one(&[Varchar(V0), Varchar(V1)], Varchar(V0))]),
    scalar("reverse", &[one(&[Array(&Any(0))], Array(&Any(0))), one(&[BINARY], BINARY), one(&[Varchar(V0)], Varchar(V0))]),
    scalar("rgb", &[one(&[BIGINT, BIGINT, BIGINT], Plain("color"))]),
    scalar("round", &[
        one(&[BIGINT], BIGINT), one(&[BIGINT, INTEGER], BIGINT), one(&[Decimal(V0)], Decimal(Size::Computed)),
        one(&[Decimal(V0), INTEGER], Decimal(Size::Computed)), one(&[DOUBLE], DOUBLE), one(&[DOUBLE, INTEGER], DOUBLE), one(&[INTEGER], INTEGER),
        one(&[INTEGER, INTEGER], INTEGER), one(&[REAL], REAL), one(&[REAL, INTEGER], REAL), one(&[SMALLINT], SMALLINT), one(&[SMALLINT, INTEGER], SMALLINT),
        one(&[TINYINT], TINYINT), one(&[TINYINT, INTEGER], TINYINT)
    ]),
    window("row_number", &[one(&[], BIGINT)]),
    scalar("rpad", &[one(&[BINARY, BIGINT, BINARY], BINARY), one(&[Varchar(V0), BIGINT, Varchar(V1)], TEXT)]),
    scalar("rtrim", &[
        one(&[Char(V0)], Varchar(V0)), one(&[Char(V0), Plain("codepoints")], Varchar(V0)), one(&[Varchar(V0)], Varchar(V0)),
        one(&[Varchar(V0), Plain("codepoints")], Varchar(V0))
    ]),
    scalar("second", &[
        one(&[DAYS], BIGINT), one(&[Time(V0)], BIGINT), one(&[TimeZoned(V0)], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)
    ]),
    scalar("sequence", &[
        one(&[BIGINT, BIGINT], Array(&BIGINT)), one(&[BIGINT, BIGINT, BIGINT], Array(&BIGINT)), one(&[DATE, DATE], Array(&DATE)),
        one(&[DATE, DATE, DAYS], Array(&DATE)), one(&[DATE, DATE, MONTHS], Array(&DATE)),
        one(&[Timestamp(V0), Timestamp(V0), DAYS], Array(&Timestamp(V0))), one(&[Timestamp(V0), Timestamp(V0), MONTHS], Array(&Timestamp(V0)))
    ]),
    scalar("sha1", &[one(&[BINARY], BINARY)]),
    scalar("sha256", &[one(&[BINARY], BINARY)]),
    scalar("sha512", &[one(&[BINARY], BINARY)]),
    scalar("shuffle", &[one(&[Array(&Any(0))], Array(&Any(0)))]),
    scalar("sign", &[
        one(&[BIGINT], BIGINT), one(&[Decimal(V0)], Decimal(Size::Fixed(100))), one(&[DOUBLE], DOUBLE), one(&[INTEGER], INTEGER), one(&[REAL], REAL),
        one(&[SMALLINT], SMALLINT), one(&[TINYINT], TINYINT)
    ]),
    scalar("sin", &[one(&[DOUBLE], DOUBLE)]),
    scalar("sinh", &[one(&[DOUBLE], DOUBLE)]),
    aggregate("skewness", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    scalar("slice", &[one(&[Array(&Any(0)), BIGINT, BIGINT], Array(&Any(0)))]),
    scalar("soundex", &[one(&[TEXT], Varchar(Size::Fixed(4)))]),
    scalar("split", &[one(&[Varchar(V0), Varchar(V1)], Array(&Varchar(V0))), one(&[Varchar(V0), Varchar(V1), BIGINT], Array(&Varchar(V0)))]),
    scalar("split_part", &[one(&[Varchar(V0), Varchar(V1), BIGINT], Varchar(V0))]),
    scalar("split_to_map", &[one(&[TEXT, TEXT, TEXT], Map(&TEXT, &TEXT))]),
    scalar("split_to_multimap", &[one(&[TEXT, TEXT, TEXT], Map(&TEXT, &Array(&TEXT)))]),
    scalar("spooky_hash_v2_32", &[one(&[BINARY], BINARY)]),
    scalar("spooky_hash_v2_64", &[one(&[BINARY], BINARY)]),
    scalar("sqrt", &[one(&[DOUBLE], DOUBLE)]),
    scalar("starts_with", &[one(&[Varchar(V0), Varchar(V1)], BOOLEAN)]),
    aggregate("stddev", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    aggregate("stddev_pop", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    aggregate("stddev_samp", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    scalar("strpos", &[one(&[Varchar(V0), Varchar(V1)], BIGINT), one(&[Varchar(V0), Varchar(V1), BIGINT], BIGINT)]),
    scalar("substr", &[
        one(&[BINARY, BIGINT], BINARY), one(&[BINARY, BIGINT, BIGINT], BINARY), one(&[Char(V0), BIGINT], Varchar(V0)),
        one(&[Char(V0), BIGINT, BIGINT], Varchar(V0)), one(&[Varchar(V0), BIGINT], Varchar(V0)), one(&[Varchar(V0), BIGINT, BIGINT], Varchar(V0))
    ]),
    scalar("substring", &[
        one(&[Char(V0), BIGINT], Varchar(V0)), one(&[Char(V0), BIGINT, BIGINT], Varchar(V0)), one(&[Varchar(V0), BIGINT], Varchar(V0)),
        one(&[Varchar(V0), BIGINT, BIGINT], Varchar(V0))
    ]),
    aggregate("sum", &[
        one(&[BIGINT], BIGINT), one(&[Decimal(V0)], Decimal(Size::Computed)), one(&[DOUBLE], DOUBLE), one(&[DAYS], DAYS), one(&[MONTHS], MONTHS),
        one(&[REAL], REAL)
    ]),
    scalar("tan", &[one(&[DOUBLE], DOUBLE)]),
    scalar("tanh", &[one(&[DOUBLE], DOUBLE)]),
    aggregate("tdigest_agg", &[one(&[DOUBLE], Plain("tdigest")), one(&[DOUBLE, DOUBLE], Plain("tdigest"))]),
    scalar("timezone_hour", &[one(&[TimeZoned(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("timezone_minute", &[one(&[TimeZoned(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("to_base", &[one(&[BIGINT, BIGINT], Varchar(Size::Fixed(64)))]),
    scalar("to_base32", &[one(&[BINARY], TEXT)]),
    scalar("to_base64", &[one(&[BINARY], TEXT)]),
    scalar("to_base64url", &[one(&[BINARY], TEXT)]),
    scalar("to_big_endian_32", &[one(&[INTEGER], BINARY)]),
    scalar("to_big_endian_64", &[one(&[BIGINT], BINARY)]),
    scalar("to_hex", &[one(&[BINARY], TEXT)]),
    scalar("to_ieee754_32", &[one(&[REAL], BINARY)]),
    scalar("to_ieee754_64", &[one(&[DOUBLE], BINARY)]),
    scalar("to_iso8601", &[one(&[DATE], Varchar(Size::Fixed(16))), one(&[Timestamp(V0)], Varchar(Size::Computed)), one(&[TimestampZoned(V0)], Varchar(Size::Computed))]),
    scalar("to_milliseconds", &[one(&[DAYS], BIGINT)]),
    scalar("to_unixtime", &[one(&[TimestampZoned(V0)], DOUBLE)]),
    scalar("to_utf8", &[one(&[Varchar(V0)], BINARY)]),
    scalar("transform", &[one(&[Array(&Any(0)), Lambda(&[Any(0), Any(1)])], Array(&Any(1)))]),
    scalar("transform_keys", &[one(&[Map(&Any(0), &Any(1)), Lambda(&[Any(0), Any(1), Any(2)])], Map(&Any(2), &Any(1)))]),
    scalar("transform_values", &[one(&[Map(&Any(0), &Any(1)), Lambda(&[Any(0), Any(1), Any(2)])], Map(&Any(0), &Any(2)))]),
    scalar("translate", &[one(&[Varchar(V0), Varchar(V1), Varchar(V2)], TEXT)]),
    scalar("trim", &[
        one(&[Char(V0)], Varchar(V0)), one(&[Char(V0), Plain("codepoints")], Varchar(V0)), one(&[Varchar(V0)], Varchar(V0)),
        one(&[Varchar(V0), Plain("codepoints")], Varchar(V0))
    ]),
    scalar("trim_array", &[one(&[Array(&Any(0)), BIGINT], Array(&Any(0)))]),
    scalar("truncate", &[one(&[Decimal(V0), INTEGER], Decimal(V0)), one(&[Decimal(V0)], Decimal(Size::Computed)), one(&[DOUBLE], DOUBLE), one(&[REAL], REAL)]),
    scalar("typeof", &[one(&[Any(0)], TEXT)]),
    scalar("upper", &[one(&[Char(V0)], Char(V0)), one(&[Varchar(V0)], Varchar(V0))]),
    scalar("url_decode", &[one(&[Varchar(V0)], Varchar(V0))]),
    scalar("url_encode", &[one(&[Varchar(V0)], Varchar(Size::Computed))]),
    scalar("url_extract_fragment", &[one(&[Varchar(V0)], Varchar(V0))]),
    scalar("url_extract_host", &[one(&[Varchar(V0)], Varchar(V0))]),
    scalar("url_extract_parameter", &[one(&[Varchar(V0), Varchar(V1)], Varchar(V0))]),
    scalar("url_extract_path", &[one(&[Varchar(V0)], Varchar(V0))]),
    scalar("url_extract_port", &[one(&[Varchar(V0)], BIGINT)]),
    scalar("url_extract_protocol", &[one(&[Varchar(V0)], Varchar(V0))]),
    scalar("url_extract_query", &[one(&[Varchar(V0)], Varchar(V0))]),
    scalar("uuid", &[one(&[], Plain("uuid"))]),
    scalar("value_at_quantile", &[
        one(&[Opaque("qdigest(bigint)"), DOUBLE], BIGINT), one(&[Opaque("qdigest(double)"), DOUBLE], DOUBLE), one(&[Plain("tdigest"), DOUBLE], DOUBLE),
        one(&[Opaque("qdigest(real)"), DOUBLE], REAL)
    ]),
    scalar("values_at_quantiles", &[
        one(&[Opaque("qdigest(bigint)"), Array(&DOUBLE)], Array(&BIGINT)), one(&[Opaque("qdigest(double)"), Array(&DOUBLE)], Array(&DOUBLE)),
        one(&[Plain("tdigest"), Array(&DOUBLE)], Array(&DOUBLE)), one(&[Opaque("qdigest(real)"), Array(&DOUBLE)], Array(&REAL))
    ]),
    aggregate("var_pop", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    aggregate("var_samp", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    aggregate("variance", &[one(&[BIGINT], DOUBLE), one(&[DOUBLE], DOUBLE)]),
    scalar("week", &[one(&[DATE], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("week_of_year", &[one(&[DATE], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("width_bucket", &[one(&[DOUBLE, Array(&DOUBLE)], BIGINT), one(&[DOUBLE, DOUBLE, DOUBLE, BIGINT], BIGINT)]),
    scalar("wilson_interval_lower", &[one(&[BIGINT, BIGINT, DOUBLE], DOUBLE)]),
    scalar("wilson_interval_upper", &[one(&[BIGINT, BIGINT, DOUBLE], DOUBLE)]),
    scalar("with_timezone", &[one(&[Timestamp(V0), Varchar(V1)], TimestampZoned(V0))]),
    scalar("word_stem", &[one(&[Varchar(V0)], Varchar(V0)), one(&[Varchar(V0), Varchar(Size::Fixed(2))], Varchar(V0))]),
    scalar("xxhash64", &[one(&[BINARY], BINARY)]),
    scalar("year", &[one(&[DATE], BIGINT), one(&[MONTHS], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("year_of_week", &[one(&[DATE], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("yow", &[one(&[DATE], BIGINT), one(&[Timestamp(V0)], BIGINT), one(&[TimestampZoned(V0)], BIGINT)]),
    scalar("zip", &[
        one(&[Array(&Any(0)), Array(&Any(1))], Array(&Row(&[Any(0), Any(1)]))),
        one(&[Array(&Any(0)), Array(&Any(1)), Array(&Any(2))], Array(&Row(&[Any(0), Any(1), Any(2)]))),
        one(&[Array(&Any(0)), Array(&Any(1)), Array(&Any(2)), Array(&Any(3))], Array(&Row(&[Any(0), Any(1), Any(2), Any(3)]))),
        one(&[Array(&Any(0)), Array(&Any(1)), Array(&Any(2)), Array(&Any(3)), Array(&Any(4))], Array(&Row(&[Any(0), Any(1), Any(2), Any(3), Any(4)])))
    ]),
    scalar("zip_with", &[one(&[Array(&Any(0)), Array(&Any(1)), Lambda(&[Any(0), Any(1), Any(2)])], Array(&Any(2)))]),
];
