//! How long each stack's test takes, from an empty AWS to the end.

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What a test of one stack may take where nothing runs beside it. Most of it is the provider's wait for S3.
const LIMIT: Duration = Duration::from_secs(120);

static STARTED: AtomicUsize = AtomicUsize::new(0);
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Says when it is dropped how long it ran, and whether another clock ran meanwhile.
pub struct Clock {
    what: &'static str,
    begun: Instant,
    number: usize,
    beside_others: bool,
}

impl Clock {
    /// Begins; to be declared before the stack, so that it ends after it.
    pub fn start(what: &'static str) -> Clock {
        let beside_others = RUNNING.fetch_add(1, Ordering::SeqCst) > 0;
        Clock {
            what,
            begun: Instant::now(),
            number: STARTED.fetch_add(1, Ordering::SeqCst) + 1,
            beside_others,
        }
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
        let took = self.begun.elapsed();
        let alone = !self.beside_others && STARTED.load(Ordering::SeqCst) == self.number;
        let how = if alone { "alone" } else { "beside others" };
        let verdict = if alone && took > LIMIT {
            ": too long, if the machine was quiet"
        } else {
            ""
        };
        // Past the capture of the test harness. No failure: how busy the machine is, a test does not know.
        let _ = writeln!(
            std::io::stderr(),
            "{}: {:.0} s {how}{verdict}",
            self.what,
            took.as_secs_f64()
        );
    }
}
