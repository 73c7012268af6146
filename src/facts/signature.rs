//! What a function takes and gives, as constants.

/// How a function is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// One value from the values of a row.
    Scalar,
    /// One value from many rows; may also stand as a window.
    Aggregate,
    /// Only with OVER.
    Window,
}

/// A function with all its overloads.
#[derive(Debug)]
pub struct Function {
    /// Name, in lower case.
    pub name: &'static str,
    /// How it is used.
    pub kind: FunctionKind,
    /// What it takes and gives.
    pub overloads: &'static [Overload],
}

/// One list of arguments that a function takes.
#[derive(Debug)]
pub struct Overload {
    /// Types of the arguments.
    pub arguments: &'static [Shape],
    /// Type of the result.
    pub returns: Shape,
    /// Whether the last argument may repeat.
    pub variadic: bool,
}

/// A type with variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any type, the same wherever the variable stands.
    Any(u8),
    /// A type without parameters.
    Plain(&'static str),
    /// A type whose parameters this table leaves out, such as `qdigest(bigint)`.
    Opaque(&'static str),
    /// `varchar`.
    Varchar(Size),
    /// `char`.
    Char(Size),
    /// `decimal`: the precision.
    Decimal(Size),
    /// `time`.
    Time(Size),
    /// `time with time zone`.
    TimeZoned(Size),
    /// `timestamp`.
    Timestamp(Size),
    /// `timestamp with time zone`.
    TimestampZoned(Size),
    /// `array`.
    Array(&'static Shape),
    /// `map`.
    Map(&'static Shape, &'static Shape),
    /// `row`.
    Row(&'static [Shape]),
    /// A lambda: its parameters, then its result.
    Lambda(&'static [Shape]),
}

/// A length or a precision in a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Without limit.
    None,
    /// This one.
    Fixed(u32),
    /// That of an argument, by a variable.
    Var(u8),
    /// Worked out from several by a rule of the function.
    Computed,
}
