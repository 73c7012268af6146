//! Types of Trino, and their names.

use std::fmt;
use std::sync::Arc;

/// The type of a column or an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// It cannot be told from the query; never a guess.
    Unknown,
    /// The type of NULL, which Trino calls `unknown` and which becomes any other.
    Null,
    /// A type without parameters, by its name: `bigint`, `json`, `date` and so on.
    Plain(&'static str),
    /// `varchar(n)`, or `varchar` without a limit.
    Varchar(Option<u32>),
    /// `char(n)`.
    Char(u32),
    /// `decimal(precision, scale)`.
    Decimal(u8, u8),
    /// A point in time with a precision of so many decimal digits of a second.
    Moment(Moment, u8),
    /// `array(type)`.
    Array(Arc<Type>),
    /// `map(key, value)`.
    Map(Arc<Type>, Arc<Type>),
    /// `row(name type, …)`; the names may be missing.
    Row(Arc<[(Option<String>, Type)]>),
    /// A lambda with so many parameters; only an argument of a function has it.
    Function(usize),
}

/// The types of times that have a precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// `time(p)`.
    Time,
    /// `time(p) with time zone`.
    TimeZoned,
    /// `timestamp(p)`.
    Timestamp,
    /// `timestamp(p) with time zone`.
    TimestampZoned,
}

#[allow(non_upper_case_globals, reason = "they are read as the variants that they stand for")]
impl Type {
    /// `boolean`.
    pub const Boolean: Self = Self::Plain("boolean");
    /// `tinyint`.
    pub const Tinyint: Self = Self::Plain("tinyint");
    /// `smallint`.
    pub const Smallint: Self = Self::Plain("smallint");
    /// `integer`.
    pub const Integer: Self = Self::Plain("integer");
    /// `bigint`.
    pub const Bigint: Self = Self::Plain("bigint");
    /// `real`.
    pub const Real: Self = Self::Plain("real");
    /// `double`.
    pub const Double: Self = Self::Plain("double");
    /// `varbinary`.
    pub const Varbinary: Self = Self::Plain("varbinary");
    /// `date`.
    pub const Date: Self = Self::Plain("date");
    /// `json`.
    pub const Json: Self = Self::Plain("json");
    /// `interval day to second`.
    pub const DayToSecond: Self = Self::Plain("interval day to second");
    /// `interval year to month`.
    pub const YearToMonth: Self = Self::Plain("interval year to month");
    /// `varchar` without a limit.
    pub const Text: Self = Self::Varchar(None);
}

/// All types without parameters that a query can name.
pub static PLAIN: &[&str] = &[
    "bigint",
    "boolean",
    "codepoints",
    "color",
    "date",
    "double",
    "hyperloglog",
    "integer",
    "interval day to second",
    "interval year to month",
    "ipaddress",
    "joniregexp",
    "json",
    "json2016",
    "jsonpath",
    "likepattern",
    "p4hyperloglog",
    "real",
    "setdigest",
    "smallint",
    "tdigest",
    "tinyint",
    "uuid",
    "varbinary",
];

impl Type {
    /// An array of `element`.
    pub fn array(element: Self) -> Self {
        Self::Array(Arc::new(element))
    }

    /// A map.
    pub fn map(key: Self, value: Self) -> Self {
        Self::Map(Arc::new(key), Arc::new(value))
    }

    /// The type without parameters of this name, in lower case.
    pub fn plain(name: &str) -> Option<Self> {
        let name = match name {
            "int" => "integer",
            name => name,
        };
        PLAIN
            .iter()
            .find(|plain| **plain == name)
            .map(|plain| Self::Plain(plain))
    }

    /// Whether some of it cannot be told.
    pub fn is_vague(&self) -> bool {
        match self {
            Self::Unknown => true,
            Self::Array(element) => element.is_vague(),
            Self::Map(key, value) => key.is_vague() || value.is_vague(),
            Self::Row(fields) => fields.iter().any(|(_, field)| field.is_vague()),
            _ => false,
        }
    }

    /// The position among the whole-number types, the smallest first.
    pub fn whole_rank(&self) -> Option<u8> {
        match self {
            Self::Plain("tinyint") => Some(0),
            Self::Plain("smallint") => Some(1),
            Self::Plain("integer") => Some(2),
            Self::Plain("bigint") => Some(3),
            _ => None,
        }
    }

    /// Whether it is a number, whole or not.
    pub fn is_numeric(&self) -> bool {
        self.whole_rank().is_some() || matches!(self, Self::Plain("real" | "double") | Self::Decimal(..))
    }

    /// Whether it is text.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Varchar(_) | Self::Char(_))
    }

    /// Whether it is a date or a point in time.
    pub fn is_moment(&self) -> bool {
        matches!(self, Self::Plain("date") | Self::Moment(..))
    }

    /// The name that the API and people are shown, or nothing where some of it cannot be told.
    pub fn told(&self) -> Option<String> {
        (!self.is_vague()).then(|| self.to_string())
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("a type that cannot be told"),
            Self::Null => f.write_str("unknown"),
            Self::Plain(name) => f.write_str(match *name {
                "codepoints" => "CodePoints",
                "hyperloglog" => "HyperLogLog",
                "joniregexp" => "JoniRegExp",
                "jsonpath" => "JsonPath",
                "p4hyperloglog" => "P4HyperLogLog",
                "setdigest" => "SetDigest",
                name => name,
            }),
            Self::Varchar(None) => f.write_str("varchar"),
            Self::Varchar(Some(length)) => write!(f, "varchar({length})"),
            Self::Char(length) => write!(f, "char({length})"),
            Self::Decimal(precision, scale) => write!(f, "decimal({precision},{scale})"),
            Self::Moment(moment, digits) => match moment {
                Moment::Time => write!(f, "time({digits})"),
                Moment::TimeZoned => write!(f, "time({digits}) with time zone"),
                Moment::Timestamp => write!(f, "timestamp({digits})"),
                Moment::TimestampZoned => write!(f, "timestamp({digits}) with time zone"),
            },
            Self::Array(element) => write!(f, "array({element})"),
            Self::Map(key, value) => write!(f, "map({key}, {value})"),
            Self::Row(fields) => {
                f.write_str("row(")?;
                for (index, (name, field)) in fields.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    match name {
                        Some(name) => write!(f, "{comma}{} {field}", quoted(name))?,
                        None => write!(f, "{comma}{field}")?,
                    }
                }
                f.write_str(")")
            }
            Self::Function(_) => f.write_str("function"),
        }
    }
}

/// A field's name as Trino writes it in a type: in quotes unless it is plain lower-case.
fn quoted(name: &str) -> String {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !name.starts_with(|first: char| first.is_ascii_digit());
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
