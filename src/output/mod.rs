//! Files in memory → disk, check or diff. This room knows nothing of specs or HCL.
//!
//! A stack's folder also holds the user's state, lock file, variables and overrides, so it is never swapped as a whole:
//! every file is written beside its place and renamed, and a journal makes an interrupted run one that the next finishes.
//! `docs/adr/0005-writing-all-or-nothing.md` gives the reasons.
//!
//! ```no_run
//! # use kickstart::output::{Layout, Target, Tree};
//! # fn main() -> anyhow::Result<()> {
//! let layout = Layout(&["main.tf", "queries/*.sql", "modules/**"]);
//! let tree = Tree::new([("main.tf".to_owned(), b"# ...\n".to_vec())], layout)?;
//! let target = Target::open("out".as_ref())?;
//! let plan = target.plan("movielens-dev", &tree, false)?;
//! if plan.conflicts.is_empty() {
//!     plan.prepare()?.commit()?;
//! }
//! # Ok(()) }
//! ```
//!
//! With several stacks, plan and prepare all of them before the first is committed: then neither a conflict nor a full
//! disk in the last one touches the first. A [`Prepared`] that is dropped leaves the disk as it was.

mod commit;
mod conflict;
mod diff;
mod digest;
mod disk;
mod drift;
mod layout;
mod lock;
mod look;
mod manifest;
mod plan;
mod record;
mod survey;
mod target;
mod tree;

pub use commit::{Prepared, Summary};
pub use conflict::{Conflict, ConflictKind};
pub use diff::Diff;
pub use disk::{Disk, RealDisk};
pub use drift::{Drift, DriftKind, FileDrift};
pub use layout::Layout;
pub use look::Obstacle;
pub use plan::Plan;
pub use target::Target;
pub use tree::Tree;
