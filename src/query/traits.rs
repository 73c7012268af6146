//! What can be told of a value beside its type, for rules that judge what Personalize makes of it.

use super::token::At;
use super::types::Type;

/// Why a value can be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nullable {
    /// The reason, as it follows "can be null: ".
    pub why: &'static str,
    /// What makes it so.
    pub at: At,
}

/// Why columns of a source are null.
pub const FAR_SIDE: &str = "it comes from the far side of an outer join";
/// The same of the one and the other side of a full join, of which one has a row.
pub const FULL_SIDES: [&str; 2] = [
    "it comes from the left side of a full join",
    "it comes from the right side of a full join",
];

/// Why what TRY_CAST gives is null.
pub const TRY_CAST: &str = "TRY_CAST gives NULL for what it cannot cast";

/// Why what is not in every grouping set is null.
pub const ROLLED_UP: &str = "GROUPING SETS, ROLLUP and CUBE leave it out in some of their rows";

/// What a number is if it is a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Seconds since 1970, from `to_unixtime`.
    Seconds,
    /// Milliseconds since 1970: seconds times a thousand, or a number that large.
    Milliseconds,
    /// Microseconds since 1970: seconds times a million, or a number that large.
    Microseconds,
    /// A column times a thousand or a million: milliseconds or finer if the column holds seconds, and a part of a sum otherwise.
    Thousandfold,
    /// Minutes, hours or days since 1970: the unit.
    Coarser(&'static str),
    /// No clock but a date whose digits make a number, such as 20260131.
    Written,
}

/// What a text was written from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelled {
    /// A date or a point in time: `2026-01-31 12:00:00`.
    Moment,
    /// A `double` or `real`: `1.7E9`.
    Fraction,
    /// A boolean: `true`.
    Boolean,
    /// A cast of another number, or of a value whose type cannot be told.
    Cast,
}

/// What is known of the characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleaned {
    /// It holds no double quotes: they were replaced, or it is a literal without, or no text.
    pub quotes: bool,
    /// It holds no backslashes but such as escape something.
    pub slashes: bool,
    /// It holds no line breaks.
    pub breaks: bool,
}

impl Cleaned {
    /// Nothing is known.
    pub const NO: Self = Self {
        quotes: false,
        slashes: false,
        breaks: false,
    };
    /// It can be written into a CSV file as it is.
    pub const YES: Self = Self {
        quotes: true,
        slashes: true,
        breaks: true,
    };

    /// What holds for a text made of both.
    pub fn and(self, other: Self) -> Self {
        Self {
            quotes: self.quotes && other.quotes,
            slashes: self.slashes && other.slashes,
            breaks: self.breaks && other.breaks,
        }
    }
}

/// Which column of a table a value is read from, the only one that it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Of none: it is a constant.
    Nothing,
    /// The column at this position of the table that the query names there.
    Column {
        /// Which of [`super::Reading::tables`].
        table: usize,
        /// Which of its columns.
        column: usize,
    },
    /// Of several, or that cannot be told.
    Several,
}

impl Origin {
    /// What a value made of both is read from.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, Self::Nothing) | (Self::Nothing, one) => one,
            (one, other) if one == other => one,
            _ => Self::Several,
        }
    }
}

/// All of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// Why it can be null, where that can be derived. A table's own nulls cannot.
    pub nullable: Option<Nullable>,
    /// Which clock it comes from, and where that is seen.
    pub clock: Option<(Clock, At)>,
    /// What its text cannot hold.
    pub cleaned: Cleaned,
    /// What a text was written from, and where that is seen.
    pub spelled: Option<(Spelled, At)>,
    /// The whole number that it is.
    pub constant: Option<i64>,
    /// The column that it is read from.
    pub origin: Origin,
}

impl Traits {
    /// Of a column or whatever nothing is known of.
    pub const UNKNOWN: Self = Self {
        nullable: None,
        clock: None,
        cleaned: Cleaned::NO,
        spelled: None,
        constant: None,
        origin: Origin::Several,
    };
    /// Of a value that is no text and no column.
    pub const PLAIN: Self = Self {
        cleaned: Cleaned::YES,
        origin: Origin::Nothing,
        ..Self::UNKNOWN
    };

    /// Of a table's column.
    pub fn of_column(ty: &Type, origin: Origin) -> Self {
        let known = match ty.is_text() || *ty == Type::Unknown {
            true => Self::UNKNOWN,
            false => Self::PLAIN,
        };
        Self { origin, ..known }
    }

    /// Of a value made of both: null if one of them is.
    pub fn and(self, other: Self) -> Self {
        Self {
            nullable: self.nullable.or(other.nullable),
            clock: self.clock.or(other.clock),
            cleaned: self.cleaned.and(other.cleaned),
            spelled: self.spelled.or(other.spelled),
            constant: None,
            origin: self.origin.and(other.origin),
        }
    }

    /// The same, null for this reason.
    pub fn nullable(self, why: &'static str, at: At) -> Self {
        Self {
            nullable: Some(Nullable { why, at }),
            constant: None,
            ..self
        }
    }
}
