//! Athena's engine, if it is here: a process that answers one JSON line with another (`tests/aws/trino/README.md`).

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The running engine.
pub struct Engine {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Engine {
    /// Starts the program that `KICKSTART_TRINO` names, or `tests/aws/trino/run`. Without one, or without Java, there is no
    /// engine; named in `KICKSTART_REQUIRE`, its absence is a failure.
    pub fn start() -> Option<Self> {
        let found = Self::try_start();
        let required =
            std::env::var("KICKSTART_REQUIRE").is_ok_and(|words| words.split(',').any(|word| word == "trino"));
        assert!(
            found.is_some() || !required,
            "KICKSTART_REQUIRE names trino, but it does not start"
        );
        found
    }

    fn try_start() -> Option<Self> {
        let program = match std::env::var_os("KICKSTART_TRINO") {
            Some(program) => PathBuf::from(program),
            None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/aws/trino/run"),
        };
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let requests = child.stdin.take();
        let answers = BufReader::new(child.stdout.take()?);
        let mut engine = Self {
            child,
            requests,
            answers,
        };
        let ready = engine.ask(&json!({"op": "ping"}))?;
        ready["ok"].as_bool()?.then_some(engine)
    }

    /// Asks one thing. None where the process has ended.
    pub fn ask(&mut self, request: &Value) -> Option<Value> {
        let requests = self.requests.as_mut()?;
        writeln!(requests, "{request}").ok()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).ok()?;
        serde_json::from_str(&answer).ok()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // The engine ends with its input.
        self.requests.take();
        let _ = self.child.wait();
    }
}
