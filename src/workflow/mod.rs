//! Step Functions state machines, typed. A machine is built from steps (`step`) whose calls (`call`) know their
//! arguments, their transient errors and their permissions; it can only be linked into a valid definition (`link`).
//! JSONata is the query language; `expression` holds the few shapes of it that are used.

mod asl;
mod call;
mod crawl;
mod data_preparation;
mod expression;
mod link;
mod machine;
mod mermaid;
mod policy;
mod step;
mod template;

pub use call::Call;
pub use data_preparation::{Dataset, Minutes, Timeouts, data_preparation, input_key};
pub use expression::{Expr, Variable};
pub use machine::{Machine, Unbuildable};
pub use policy::{Purpose, Resource, Statement};
pub use step::{Assign, Complaint, Failure, Last, Limit, Parallel, Poll, Refuse, Scope, Seconds, Step, Task, Unless};
pub use template::{Placeholder, Value};
