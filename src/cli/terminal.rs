//! Where output goes and how it may look there.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Context;

use crate::diagnostic::revealed;
use crate::report::Human;

use super::arguments::Color;

/// Widest that findings are set, however wide the terminal is.
const WIDEST: usize = 100;

/// The standard streams and how to use them.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    color: Color,
    quiet: bool,
}

impl Terminal {
    /// From the global options.
    pub fn new(color: Color, quiet: bool) -> Self {
        Self { color, quiet }
    }

    /// How findings look on standard output, or on standard error.
    pub fn human(self, on_error: bool) -> Human {
        let is_terminal = if on_error {
            io::stderr().is_terminal()
        } else {
            io::stdout().is_terminal()
        };
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !unwanted,
        };
        let width = match is_terminal {
            true => terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)),
            false => 80,
        };
        Human {
            color,
            width: width.clamp(40, WIDEST),
            summary: !self.quiet && !on_error,
        }
    }

    /// Whether the user wants findings and failures only.
    pub fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Columns of standard output, 80 where it is no terminal.
    pub fn width(self) -> usize {
        self.human(false).width
    }

    /// Prints a line about what was done, unless the user wants quiet or reads no more.
    ///
    /// # Errors
    ///
    /// Where standard output cannot be written to.
    pub fn say(self, line: &str) -> anyhow::Result<()> {
        if self.quiet {
            Ok(())
        } else {
            unless_unread(writeln!(io::stdout(), "{}", revealed(line)))
        }
    }
}

/// Says what people should know, on standard error.
pub fn warn<'a>(warnings: impl Iterator<Item = &'a str>) {
    for warning in warnings {
        complain(&format!("warning: {warning}"));
    }
}

/// Says on standard error why something could not be done, or what people should know. Whatever a path holds: one line.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "kickstart: {}", revealed(text));
}

/// Lets a reader go that has seen enough (`kickstart lint … | head`): what is then not written changes no exit code.
///
/// # Errors
///
/// Every other failure to write.
pub fn unless_unread(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write the output"),
        _ => Ok(()),
    }
}

/// Counts on a terminal, once there is something to wait for; silent everywhere else.
#[derive(Debug)]
pub struct Progress {
    total: usize,
    done: AtomicUsize,
    verb: &'static str,
    started: Instant,
    shown: AtomicUsize,
    visible: bool,
}

impl Progress {
    /// How long one waits before anything is shown, and between two counts, in milliseconds.
    const PAUSE: usize = 500;

    /// Of `total` steps of a kind.
    pub fn new(total: usize, verb: &'static str) -> Self {
        Self {
            total,
            done: AtomicUsize::new(0),
            verb,
            started: Instant::now(),
            shown: AtomicUsize::new(0),
            visible: io::stderr().is_terminal(),
        }
    }

    /// One step more is done; hands its result on.
    pub fn step<T>(&self, result: T) -> T {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let now = usize::try_from(self.started.elapsed().as_millis()).unwrap_or(usize::MAX);
        let last = self.shown.load(Ordering::Relaxed);
        if self.visible && now >= last + Self::PAUSE {
            self.shown.store(now, Ordering::Relaxed);
            let _ = write!(io::stderr(), "\r{} {done} of {}", self.verb, self.total);
        }
        result
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
