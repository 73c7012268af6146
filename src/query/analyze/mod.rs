//! What a parsed query means: names → columns, expressions → types, and every mistake that the grammar lets pass.
//!
//! One pass, from the inside out as the engine goes: WITH, FROM, WHERE, GROUP BY, SELECT, HAVING, ORDER BY. What has an error gets
//! the unknown type, and nothing is told of what is unknown: one mistake gives one finding.

mod access;
mod aggregate;
mod aliases;
mod call;
mod cast;
mod cleaning;
mod clock;
mod column;
mod crossed;
mod expression;
mod foreign;
mod formats;
mod from;
mod group;
mod literal;
mod not_null;
mod nulls;
mod operator;
mod output;
mod predicate;
mod query;
mod select;
mod set;
mod special;
mod star;
mod table;
mod units;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use crate::diagnostic::Level as Severity;

use super::problem::{Problem, ProblemKind};
use super::scope::Field;
use super::tables::Tables;
use super::token::At;
use super::traits::{Nullable, ROLLED_UP, Traits};
use super::types::Type;
use super::{MOST_TEXTS, OutputColumn, TableUse};

/// Most mistakes of one query that are kept; the rest are counted.
const MOST_PROBLEMS: usize = 100;
/// How many columns may be handled in all: `SELECT *, *` over itself, again and again, doubles them each time.
const MOST_WORK: usize = 1_000_000;

/// The columns that a query gives.
#[derive(Debug, Default, Clone)]
pub struct Output {
    pub fields: Vec<Field>,
    /// Whether there may be others, or more.
    pub open: bool,
}

/// An expression, looked through.
#[derive(Debug, Clone)]
pub struct Typed {
    pub ty: Type,
    pub traits: Traits,
    /// The same for expressions that say the same.
    pub hash: u64,
    /// The first column in it that is neither inside an aggregate nor grouped by.
    pub loose: Option<At>,
    pub at: At,
    /// The literals of text that it can be.
    pub texts: Vec<At>,
}

/// Where in a SELECT an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clause {
    Select,
    Where,
    GroupBy,
    Having,
    OrderBy,
    Join,
    From,
}

/// What is known of the SELECT that is being looked through.
#[derive(Debug)]
struct Level {
    clause: Clause,
    groups: HashSet<u64>,
    /// Columns that some set of GROUP BY leaves out, and where that is written.
    rolled: HashMap<u64, At>,
    /// Expressions that WHERE keeps from being null.
    not_null: HashSet<u64>,
    /// Expressions of which WHERE keeps only the rows in which they are null, and where it says so.
    null: HashMap<u64, At>,
    /// Outer joins whose far side has a row, since WHERE or a later join compares something of it.
    met: Vec<Nullable>,
    /// Whether rows may be left out that the ELSE of a CASE is for.
    chooses: bool,
    /// Aggregates seen so far, the first one's place.
    aggregates: Option<At>,
    inside_aggregate: Option<At>,
    inside_window: bool,
    /// Names that SELECT gives, in lower case.
    aliases: HashSet<String>,
    windows: HashSet<String>,
}

/// The state of one reading.
pub struct Analyzer<'t> {
    text: &'t str,
    tables: &'t Tables,
    external: Vec<String>,
    problems: Vec<Problem>,
    left_out: usize,
    /// How often a mistake was seen, told or not: whatever has to know whether there was one in between compares it.
    mistakes: usize,
    /// Functions that Athena does not have, by name: each is told once.
    unknown_functions: HashMap<String, ToldOnce>,
    /// Columns that there are not, by name and tables: each is told once.
    unknown_columns: HashMap<String, ToldOnce>,
    /// Whether something is named by its position among the columns.
    by_position: bool,
    used: Vec<TableUse>,
    /// Names before a dot of which a mistake was told: the others are the same.
    told_owners: HashSet<String>,
    ctes: Vec<(String, Rc<Output>)>,
    levels: Vec<Level>,
    /// Columns of outer queries that a subquery names: the level, the place, the hash.
    outer: Vec<(usize, At, u64)>,
    next_id: u64,
    work: usize,
    /// Operands of predicates: their hashes, and why they can be null.
    operands: HashMap<At, (u64, Option<Nullable>)>,
    /// How many calls of GROUPING were seen: who asks it knows which of the rows a null is in.
    groupings: usize,
    /// How many calls of TRY are around the current expression.
    tries: usize,
    /// How many queries of WITH are around the current one.
    inside_with: usize,
}

/// Where something is named that there is not.
struct ToldOnce {
    /// The place at which it was told.
    told: At,
    /// All places: an expression may be looked through more than once.
    places: BTreeSet<At>,
}

/// What an analysis gives.
pub struct Analysis {
    pub columns: Vec<OutputColumn>,
    pub complete: bool,
    pub tables: Vec<TableUse>,
    pub problems: Vec<Problem>,
    pub left_out: usize,
    pub by_position: bool,
}

/// Looks through a statement.
pub fn analyze(text: &str, tables: &Tables, statement: super::parser::Statement<'_>) -> Analysis {
    let mut analyzer = Analyzer {
        text,
        tables,
        external: statement.external,
        problems: statement.late,
        left_out: 0,
        mistakes: 0,
        unknown_functions: HashMap::new(),
        unknown_columns: HashMap::new(),
        by_position: false,
        used: Vec::new(),
        told_owners: HashSet::new(),
        ctes: Vec::new(),
        levels: Vec::new(),
        outer: Vec::new(),
        next_id: 0,
        work: 0,
        operands: HashMap::new(),
        groupings: 0,
        tries: 0,
        inside_with: 0,
    };
    let output = analyzer.query(&statement.query, None);
    let columns = analyzer.output_columns(&output);
    analyzer.count_unknown_functions();
    analyzer.count_unknown_columns();
    Analysis {
        columns,
        complete: !output.open,
        tables: analyzer.used,
        problems: analyzer.problems,
        left_out: analyzer.left_out,
        by_position: analyzer.by_position,
    }
}

impl Analyzer<'_> {
    fn problem(&mut self, problem: Problem) {
        self.mistakes += usize::from(problem.kind.level() == Severity::Error);
        if self.problems.len() >= MOST_PROBLEMS {
            self.left_out += 1;
        } else if !self
            .problems
            .iter()
            .any(|told| told.kind == problem.kind && told.at == problem.at)
        {
            self.problems.push(problem);
        }
    }

    fn tell(&mut self, kind: ProblemKind, at: At, message: impl Into<String>) {
        self.problem(Problem::new(kind, at, message));
    }

    /// Looks through something of which no mistake is told.
    fn untold<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let (told, left_out) = (self.problems.len(), self.left_out);
        let seen = look(self);
        self.problems.truncate(told);
        self.left_out = left_out;
        seen
    }

    /// What the query says at a place, as messages may quote it.
    fn quote(&self, at: At) -> String {
        let written = self.text.get(at.start..at.end).unwrap_or("");
        let flat: Vec<&str> = written.split_whitespace().take(40).collect();
        crate::diagnostic::visible(&flat.join(" "))
    }

    fn id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// Counts columns that are handled; whether it is still few enough.
    fn spend(&mut self, columns: usize, at: At) -> bool {
        let within = self.work <= MOST_WORK;
        self.work = self.work.saturating_add(columns + 1);
        if within && self.work > MOST_WORK {
            self.tell(
                ProblemKind::Limit,
                at,
                "The tables of this query together have more columns than kickstart looks through.",
            );
        }
        self.work <= MOST_WORK
    }

    /// How many queries are around the current one.
    fn depth(&self) -> usize {
        self.levels.len()
    }

    /// Whether the current SELECT gives the columns of the result.
    fn outermost(&self) -> bool {
        self.depth() == 1 && self.inside_with == 0
    }

    fn clause(&self) -> Clause {
        self.levels.last().map_or(Clause::From, |level| level.clause)
    }

    fn enter(&mut self, clause: Clause) {
        if let Some(level) = self.levels.last_mut() {
            level.clause = clause;
        }
    }

    fn push_level(&mut self) {
        self.levels.push(Level {
            clause: Clause::From,
            groups: HashSet::new(),
            rolled: HashMap::new(),
            not_null: HashSet::new(),
            null: HashMap::new(),
            met: Vec::new(),
            chooses: false,
            aggregates: None,
            inside_aggregate: None,
            inside_window: false,
            aliases: HashSet::new(),
            windows: HashSet::new(),
        });
    }

    /// What is grouped by is not loose, what WHERE keeps from being null cannot be, and what a grouping set leaves out can.
    fn seal(&self, mut typed: Typed) -> Typed {
        if let Some(level) = self.levels.last() {
            if typed.loose.is_some() && level.groups.contains(&typed.hash) {
                typed.loose = None;
            }
            let is_kept = |nullable: &Nullable| level.not_null.contains(&typed.hash) || level.met.contains(nullable);
            if typed.traits.nullable.as_ref().is_some_and(is_kept) {
                typed.traits.nullable = None;
            }
            if let Some(at) = level.null.get(&typed.hash) {
                typed.traits = typed
                    .traits
                    .nullable("WHERE keeps only the rows in which this is NULL", *at);
            }
            let grouped = matches!(level.clause, Clause::Select | Clause::Having | Clause::OrderBy);
            if let Some(at) = level
                .rolled
                .get(&typed.hash)
                .filter(|_| grouped && level.inside_aggregate.is_none())
            {
                typed.traits = typed.traits.nullable(ROLLED_UP, *at);
            }
        }
        typed
    }
}

/// Adds literals to those that are kept; a query can name the same ones again and again.
fn join_texts(texts: &mut Vec<At>, others: &[At]) {
    for other in others {
        if texts.len() < MOST_TEXTS && !texts.contains(other) {
            texts.push(*other);
        }
    }
}

/// One more part of a hash.
fn mix(hash: u64, part: u64) -> u64 {
    (hash.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of a text, case by case.
fn hash_text(text: &str) -> u64 {
    text.bytes()
        .fold(text.len() as u64, |hash, byte| mix(hash, u64::from(byte)))
}

impl Typed {
    fn new(ty: Type, traits: Traits, hash: u64, at: At) -> Self {
        Self {
            ty,
            traits,
            hash,
            loose: None,
            at,
            texts: Vec::new(),
        }
    }

    /// The same, which can be these literals too.
    fn or_texts(mut self, texts: &[At]) -> Self {
        join_texts(&mut self.texts, texts);
        self
    }

    fn loose(mut self, loose: Option<At>) -> Self {
        self.loose = self.loose.or(loose);
        self
    }
}
