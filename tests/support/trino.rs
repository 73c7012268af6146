//! Athena's engine: Trino, in a Java process that answers one JSON line with another. `tests/aws/trino/README.md` has the
//! protocol.

use super::process::command;
use super::tools;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// The running engine. It ends when its standard input does, so also with the process that started it.
#[derive(Debug)]
pub struct Trino {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// The engine that all tests of a binary share, theirs alone as long as they hold it. None where it is left out.
pub fn trino() -> Option<MutexGuard<'static, Trino>> {
    static SHARED: OnceLock<Option<Mutex<Trino>>> = OnceLock::new();
    SHARED
        .get_or_init(|| tools::trino().map(|program| Mutex::new(Trino::start(&program))))
        .as_ref()
        .map(|shared| shared.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Trino {
    /// Starts the program that [`tools::trino`] found.
    pub fn start(program: &Path) -> Trino {
        let mut child = command(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the engine starts");
        let requests = child.stdin.take().expect("standard input is a pipe");
        let answers = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        Trino {
            child,
            requests,
            answers,
        }
    }

    /// Ends it by ending its input.
    pub fn end(self) -> ExitStatus {
        let Trino {
            mut child, requests, ..
        } = self;
        drop(requests);
        child.wait().expect("the engine ends")
    }

    /// Sends any line, and gives the answer.
    #[track_caller]
    pub fn say(&mut self, line: &str) -> Value {
        writeln!(self.requests, "{line}").expect("the engine listens");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("the engine answers");
        serde_json::from_str(&answer)
            .unwrap_or_else(|_| panic!("the engine answers {line} with {answer:?}: {:?}", self.child.try_wait()))
    }

    /// Declares all tables anew.
    #[track_caller]
    pub fn tables(&mut self, tables: &Value) {
        let answer = self.say(&json!({"op": "tables", "tables": tables}).to_string());
        assert_eq!(answer, json!({"ok": true}));
    }

    /// Plans a query in the database `lens`.
    #[track_caller]
    pub fn describe(&mut self, sql: &str) -> Value {
        self.say(&json!({"op": "describe", "sql": sql, "database": "lens"}).to_string())
    }

    /// Runs a query in the database `lens`, and gives its answer as it is.
    #[track_caller]
    pub fn query(&mut self, sql: &str) -> Value {
        self.say(&json!({"op": "query", "sql": sql, "database": "lens"}).to_string())
    }

    /// The rows of a query that must succeed.
    #[track_caller]
    pub fn rows(&mut self, sql: &str) -> Value {
        let mut answer = self.query(sql);
        assert_eq!(answer["ok"], true, "{sql}: {answer}");
        answer["rows"].take()
    }
}
