//! Reads.
mod ast;
mod lexer;
mod parser;
mod problem;
mod token;
mod types;
mod words;
pub use problem::{Problem, ProblemKind};
pub use token::At;
pub use types::{Moment, Type};
pub fn p(t: &str) -> bool { let k = lexer::tokens(t); parser::statement(t,&k,40).is_ok() }
