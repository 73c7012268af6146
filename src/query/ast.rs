//! What a query says, as a tree. Chains (`a OR b OR …`, `a + b + …`, joins, unions, `a.b[1].c`) are lists, not nested pairs:
//! their length then costs neither stack nor patience.

use std::borrow::Cow;

use super::token::At;
use super::types::Type;

/// A name as it is written, without its quotes.
#[derive(Debug, Clone)]
pub struct Name<'a> {
    /// The name, in the case in which it is written.
    pub text: Cow<'a, str>,
    /// Whether it stands in double quotes.
    pub quoted: bool,
    /// Whether it is no name at all, which has been told.
    pub refused: bool,
    /// Where, quotes included.
    pub at: At,
}

/// A query: what may stand where a table may.
#[derive(Debug)]
pub struct Query<'a> {
    pub with: Vec<Cte<'a>>,
    pub body: Body<'a>,
    pub order_by: Vec<OrderItem<'a>>,
    /// `LIMIT n` or `FETCH FIRST n ROWS ONLY`, where it stands.
    pub limit: Option<At>,
    pub at: At,
}

/// `name (columns) AS (query)`.
#[derive(Debug)]
pub struct Cte<'a> {
    pub name: Name<'a>,
    pub columns: Vec<Name<'a>>,
    pub query: Query<'a>,
}

#[derive(Debug)]
pub enum Body<'a> {
    Select(Box<Select<'a>>),
    Values(Vec<Expr<'a>>, At),
    Table(Vec<Name<'a>>, At),
    Paren(Box<Query<'a>>),
    Set(Box<Body<'a>>, Vec<Branch<'a>>),
}

/// `UNION query` and its like.
#[derive(Debug)]
pub struct Branch<'a> {
    /// `UNION`, `EXCEPT` or `INTERSECT`, where it stands.
    pub operator: &'static str,
    pub at: At,
    pub body: Body<'a>,
}

#[derive(Debug)]
pub struct Select<'a> {
    pub at: At,
    pub distinct: bool,
    pub items: Vec<Item<'a>>,
    pub from: Vec<Relation<'a>>,
    pub filter: Option<Expr<'a>>,
    pub group_by: Option<Vec<Grouping<'a>>>,
    pub having: Option<Expr<'a>>,
    pub windows: Vec<(Name<'a>, Window<'a>)>,
}

#[derive(Debug)]
pub enum Item<'a> {
    /// `*`.
    All(At),
    /// `expression.* [AS (names)]`.
    AllOf(Expr<'a>, Vec<Name<'a>>, At),
    /// `expression [AS name]`, and where all of it stands.
    One(Expr<'a>, Option<Name<'a>>, At),
}

#[derive(Debug)]
pub struct Grouping<'a> {
    /// Whether the expressions are grouped by as they stand; otherwise `GROUPING SETS`, `CUBE` or `ROLLUP`.
    pub simple: bool,
    /// The sets that are written, and for `CUBE` and `ROLLUP` the empty one, which they always make: together they say what is
    /// in every set.
    pub sets: Vec<Vec<Expr<'a>>>,
    pub at: At,
}

#[derive(Debug)]
pub struct OrderItem<'a> {
    pub expression: Expr<'a>,
}

/// An item of FROM: one source, or sources joined.
#[derive(Debug)]
pub struct Relation<'a> {
    pub first: Factor<'a>,
    pub joins: Vec<Join<'a>>,
}

#[derive(Debug)]
pub struct Join<'a> {
    pub kind: JoinKind,
    pub at: At,
    pub right: Relation<'a>,
    pub criterion: Criterion<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind {
    Cross,
    Inner,
    Left,
    Right,
    Full,
}

#[derive(Debug)]
pub enum Criterion<'a> {
    None,
    Natural,
    On(Expr<'a>),
    Using(Vec<Name<'a>>),
}

/// One source of rows with its alias.
#[derive(Debug)]
pub struct Factor<'a> {
    pub source: Source<'a>,
    pub alias: Option<Alias<'a>>,
    pub sample: Option<Expr<'a>>,
    pub at: At,
}

#[derive(Debug)]
pub struct Alias<'a> {
    pub name: Name<'a>,
    pub columns: Vec<Name<'a>>,
}

#[derive(Debug)]
pub enum Source<'a> {
    Table(Vec<Name<'a>>, Option<Box<Expr<'a>>>),
    Query(Box<Query<'a>>),
    Lateral(Box<Query<'a>>),
    Unnest(Vec<Expr<'a>>, bool),
    Joined(Box<Relation<'a>>),
    /// A table function or MATCH_RECOGNIZE, whose columns are not worked out.
    Opaque(Option<Box<Factor<'a>>>),
}

#[derive(Debug)]
pub struct Expr<'a> {
    pub node: Node<'a>,
    /// All of it, brackets around it excluded.
    pub at: At,
}

#[derive(Debug)]
pub enum Node<'a> {
    Null,
    Boolean,
    /// A whole number, and its value where it is below 2^63.
    Integer(Option<i64>),
    Decimal,
    Double,
    Text(Cow<'a, str>),
    Binary,
    /// `DATE '2020-01-01'`: the type, and the text.
    Typed(TypeName<'a>, Cow<'a, str>),
    Interval(Type),
    Parameter,
    Column(Name<'a>),
    Or(Vec<Expr<'a>>),
    And(Vec<Expr<'a>>),
    Not(Box<Expr<'a>>),
    Predicate(Box<Expr<'a>>, Box<Predicate<'a>>, At),
    /// `first + second - third`; each operator with its place.
    Chain(Box<Expr<'a>>, Vec<(Operator, At, Expr<'a>)>),
    Signed(Box<Expr<'a>>, At),
    /// `value AT TIME ZONE zone`.
    Zoned(Box<Expr<'a>>, Vec<Expr<'a>>),
    Steps(Box<Expr<'a>>, Vec<Step<'a>>),
    Row(Vec<Expr<'a>>),
    Array(Vec<Expr<'a>>),
    Lambda(Vec<Name<'a>>, Box<Expr<'a>>),
    Subquery(Box<Query<'a>>),
    Exists(Box<Query<'a>>),
    Case(Box<Case<'a>>),
    Cast(Box<Expr<'a>>, TypeName<'a>, bool),
    Call(Box<Call<'a>>),
    /// A form with words of its own inside: its operands, and what it yields.
    Special(Special, Vec<Expr<'a>>),
}

/// Forms that look like calls and have a grammar of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum Special {
    /// `EXTRACT(field FROM value)`: the field in capitals, empty where it is none, which has been told.
    Extract(&'static str),
    /// `TRIM(… FROM value)`: the value is the first operand.
    Trim,
    /// `NORMALIZE(value, form)`.
    Normalize,
    /// `POSITION(part IN text)`.
    Position,
    /// `LISTAGG(value, separator) WITHIN GROUP (…)`, an aggregate.
    Listagg,
    /// `GROUPING(columns)`.
    Grouping,
    /// `JSON_VALUE(…)` and its like, and the type it returns: what is read is the first operand.
    JsonRead(Type),
    /// `JSON_OBJECT(…)` or `JSON_ARRAY(…)`, and the type it returns.
    JsonMade(Type),
    /// `CURRENT_DATE` and its like.
    Current(Type),
}

#[derive(Debug)]
pub enum Predicate<'a> {
    Compare(Operator, Expr<'a>),
    Quantified(Operator, Box<Query<'a>>),
    Between(Expr<'a>, Expr<'a>),
    In(Vec<Expr<'a>>),
    InQuery(Box<Query<'a>>),
    Like(Expr<'a>, Option<Expr<'a>>),
    IsNull(bool),
    Distinct(Expr<'a>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Concat,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
}

#[derive(Debug)]
pub enum Step<'a> {
    Field(Name<'a>),
    Index(Expr<'a>),
}

#[derive(Debug)]
pub struct Case<'a> {
    pub operand: Option<Expr<'a>>,
    pub branches: Vec<(Expr<'a>, Expr<'a>)>,
    pub otherwise: Option<Expr<'a>>,
}

#[derive(Debug)]
pub struct Call<'a> {
    pub name: Vec<Name<'a>>,
    /// `count(*)`.
    pub star: bool,
    pub distinct: bool,
    pub arguments: Vec<Expr<'a>>,
    pub order_by: Vec<OrderItem<'a>>,
    pub filter: Option<Expr<'a>>,
    pub over: Option<Window<'a>>,
}

#[derive(Debug)]
pub struct Window<'a> {
    /// The window that it is, or goes on from.
    pub base: Option<Name<'a>>,
    pub partition_by: Vec<Expr<'a>>,
    pub order_by: Vec<OrderItem<'a>>,
    /// The bounds of the frame that are expressions.
    pub bounds: Vec<Expr<'a>>,
}

/// A type as a query names it.
#[derive(Debug, Clone)]
pub struct TypeName<'a> {
    /// The type, or the name that is none.
    pub named: Result<Type, Cow<'a, str>>,
    pub at: At,
}
