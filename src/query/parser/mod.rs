//! Tokens → tree, by recursive descent. The grammar stands in the module doc of [`super`]; each file here is one part of it.
//!
//! The parser looks at most a few tokens ahead and never goes back, so that the first token that cannot go on is where it
//! stands when it fails. What needs to know whether brackets hold a query looks at the bracket that closes ([`Brackets`]).

mod call;
mod cursor;
mod dialect;
mod explain;
mod expression;
mod json;
mod primary;
mod query;
mod quotes;
mod relation;
mod select;
mod statement;
mod types;
mod window;

pub(in crate::query) use cursor::Failure;
pub(in crate::query) use statement::{Statement, statement, trino_type};
pub(in crate::query) use types::simple;
