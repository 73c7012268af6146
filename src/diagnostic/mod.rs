//! What a problem of a spec is, and the sink that collects problems, orders them and drops those told twice.
//!
//! A fault in a spec is always a [`Finding`], never an `Err`: all of them are told in one run. This room prints nothing.

mod causes;
mod finding;
mod fix;
mod ignore;
mod level;
mod levels;
mod secret;
mod sink;
mod suggest;
mod visible;

pub use finding::{Finding, Related};
pub use fix::{Change, Fix, Literal};
pub use ignore::Ignore;
pub use level::Level;
pub use levels::Levels;
pub use sink::{Findings, Sink};
pub use suggest::{closest, list, slip_of};
pub use visible::{hidden_name, revealed, visible};
