//! Times of whole processes, taken in turns: whatever else the machine does meanwhile, it does to all of them.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// A process to be timed, and what has to be done before each time, which is not.
pub struct Contestant<'a> {
    command: Command,
    before: Box<dyn FnMut() -> Result<()> + 'a>,
    times: Vec<Duration>,
}

impl<'a> Contestant<'a> {
    /// A process of its own, with nothing to prepare.
    pub fn new(mut command: Command) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        Self {
            command,
            before: Box::new(|| Ok(())),
            times: Vec::new(),
        }
    }

    /// Has `prepare` done before each run.
    pub fn before(mut self, prepare: impl FnMut() -> Result<()> + 'a) -> Self {
        self.before = Box::new(prepare);
        self
    }

    fn run(&mut self) -> Result<()> {
        (self.before)()?;
        let start = Instant::now();
        let output = self.command.output();
        let time = start.elapsed();
        let output = output.with_context(|| format!("cannot run {:?}", self.command))?;
        ensure!(
            output.status.success(),
            "{:?} failed: {}",
            self.command,
            String::from_utf8_lossy(&output.stderr)
        );
        self.times.push(time);
        Ok(())
    }
}

/// Runs all contestants in turns, `rounds` times, and returns the shortest time of each in seconds:
/// noise only ever adds to it.
///
/// # Errors
///
/// Where one cannot be run, or fails.
pub fn in_turns<const N: usize>(rounds: usize, mut contestants: [Contestant<'_>; N]) -> Result<[f64; N]> {
    for _ in 0..rounds {
        for contestant in &mut contestants {
            contestant.run()?;
        }
    }
    Ok(contestants.map(|contestant| contestant.times.iter().min().map_or(f64::NAN, Duration::as_secs_f64)))
}
