//! Child processes: always in the same environment, never more than a few at once.

use std::ffi::OsStr;
use std::process::{Command, Output, Stdio};
use std::sync::{Condvar, Mutex, PoisonError};

/// Heavy children that may run at once. The AWS provider takes one to two seconds of CPU to start, so more than the
/// cores of a small machine only makes each of them slower, until time limits are hit.
const AT_ONCE: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// One of the places for a heavy child; given back when dropped.
struct Place;

impl Place {
    fn take() -> Place {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        while *running >= AT_ONCE {
            running = ENDED.wait(running).unwrap_or_else(PoisonError::into_inner);
        }
        *running += 1;
        Place
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_one();
    }
}

/// A command in a clean environment: no credentials, no colours, no CI, nothing that changes what a tool prints or where
/// it looks. What finds programs, homes, proxies and certificates stays, and of Terraform's own variables those two that
/// say where providers come from.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if is_scrubbed(&name.to_string_lossy()) {
            command.env_remove(&name);
        }
    }
    command
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("CHECKPOINT_DISABLE", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .env("TF_IN_AUTOMATION", "1")
        .env("TZ", "UTC")
        .stdin(Stdio::null());
    command
}

/// Whether a variable of this name is kept from child processes.
pub fn is_scrubbed(name: &str) -> bool {
    const KEPT: [&str; 2] = ["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"];
    const NAMES: [&str; 11] = [
        "CI",
        "NO_COLOR",
        "FORCE_COLOR",
        "COLORTERM",
        "COLUMNS",
        "LINES",
        "LOG_LEVEL",
        "PAGER",
        "RUST_LOG",
        "LANG",
        "LANGUAGE",
    ];
    const PREFIXES: [&str; 12] = [
        "AWS_",
        "TF_",
        "TOFU_",
        "GITHUB_",
        "CLICOLOR",
        "RUST_BACKTRACE",
        "LC_",
        "BC_",
        "CKV_",
        "CHECKOV_",
        "PRISMA_",
        "KICKSTART_",
    ];
    !KEPT.contains(&name) && (NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
}

/// Runs a heavy child when there is a place for it. The error says that it could not be started, and why.
pub fn run(command: &mut Command) -> Result<Output, String> {
    let _place = Place::take();
    command
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))
}

/// Standard output and error as one text, for messages.
pub fn said(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    text.trim().to_owned()
}

/// Does the same for each item side by side, and returns what came of it in the items' order.
pub fn side_by_side<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = items.iter().map(|item| scope.spawn(move || work(item))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
