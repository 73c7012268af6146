//! What a machine is made of, as a tree: steps follow each other, a decision has the steps that it may skip inside it, a
//! loop is one step. Nobody names a next state, so none can dangle, be unreachable or end a run in the middle;
//! [`super::link`] turns the tree into the states and transitions of Amazon States Language.

use super::call::Call;
use super::expression::{Expr, Variable};
use super::template::Value;

/// Steps with one beginning and one end: the whole machine, or one branch of a [`Parallel`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// What comes before the end.
    pub steps: Vec<Step>,
    /// The only state that ends the scope well.
    pub last: Last,
}

/// What can end a scope: something with a result, which is the scope's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Last {
    /// A call.
    Task(Task),
    /// Branches side by side.
    Parallel(Parallel),
}

/// One step, after which the next one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Give variables their values.
    Assign(Assign),
    /// Make a call.
    Task {
        /// The call.
        task: Task,
        /// Errors after which the run goes on as if the call had succeeded.
        harmless: &'static [&'static str],
    },
    /// Do something unless a condition holds.
    Unless(Unless),
    /// Fail if something is wrong.
    Refuse(Refuse),
    /// Wait, ask, and wait again until something is over.
    Poll(Box<Poll>),
}

/// A Pass state that gives variables their values. All of them are computed before any is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    /// The state's name.
    pub name: String,
    /// For whoever reads the definition.
    pub comment: &'static str,
    /// The variables, in this order.
    pub variables: Vec<(Variable, Value)>,
}

/// A Task state. It always has a timeout, a retry for what may be transient, and a failure that names what failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The state's name.
    pub name: String,
    /// The call.
    pub call: Call,
    /// Seconds that one try may take.
    pub timeout_seconds: Seconds,
    /// Variables set from the result, in this order.
    pub variables: Vec<(Variable, Value)>,
    /// The state's output; the call's own result if there is none.
    pub output: Option<Value>,
    /// Where any other error ends.
    pub failure: Failure,
}

/// A number of seconds that Step Functions takes: at least one, at most 99,999,999 (the limit of a Wait and a timeout).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seconds(u64);

impl Seconds {
    /// The longest that Step Functions takes.
    pub const MAX: u64 = 99_999_999;

    /// `seconds`, brought into the range that Step Functions takes.
    pub const fn new(seconds: u64) -> Self {
        match seconds {
            0 => Self(1),
            1..=Self::MAX => Self(seconds),
            _ => Self(Self::MAX),
        }
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }
}

/// A Choice state: if `condition` holds, `steps` are skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unless {
    /// The state's name: a question, to which `condition` is a yes.
    pub name: String,
    /// When to skip.
    pub condition: Expr,
    /// What to do otherwise.
    pub steps: Vec<Step>,
}

/// A Choice state whose every rule leads to a failure, and which goes on when none holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refuse {
    /// The state's name: a question, to which no rule holding is a yes.
    pub name: String,
    /// What may be wrong.
    pub rules: Vec<Complaint>,
    /// Where all of it ends.
    pub failure: Failure,
}

/// A condition that must not hold, and what is told if it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// When it is wrong.
    pub condition: Expr,
    /// Becomes the `Error` that the failure reads from its input.
    pub error: &'static str,
    /// Becomes the `Cause` that the failure reads from its input.
    pub cause: Expr,
}

/// A loop of a Wait, a Task and a Choice, which its [`Limit`] ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Name of the Wait.
    pub wait: String,
    /// Seconds between two questions.
    pub interval: Seconds,
    /// The question.
    pub ask: Task,
    /// Name of the Choice, a question.
    pub judge: String,
    /// For whoever reads the definition.
    pub comment: &'static str,
    /// When it is over and well.
    pub done: Expr,
    /// When it is over otherwise; asked after `done`.
    pub complaint: Complaint,
    /// How long to go on; asked last.
    pub limit: Limit,
    /// Where the complaint and the limit end.
    pub failure: Failure,
}

/// How often a loop is gone through at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Counts the turns; an earlier state has to set it to 0.
    pub counter: Variable,
    /// The number of turns, at least one.
    pub turns: u64,
    /// Becomes the `Error` that the failure reads from its input.
    pub error: &'static str,
    /// Becomes the `Cause` that the failure reads from its input.
    pub cause: Expr,
}

/// A Parallel state. If one branch fails, the others are stopped, and the Parallel fails with that branch's error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parallel {
    /// The state's name.
    pub name: String,
    /// The branches, each with the heading that it has in the drawing.
    pub branches: Vec<(String, Scope)>,
    /// The state's output.
    pub output: Value,
}

/// A Fail state. Carried by the steps that lead to it, so none leads nowhere; equal ones of a scope become one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The state's name.
    pub name: String,
    /// The execution's error.
    pub error: String,
    /// The execution's cause; its input is an object with `Error` and `Cause`.
    pub cause: Expr,
}

impl Step {
    /// The name of the state that the step begins with.
    pub fn entry(&self) -> &str {
        match self {
            Self::Assign(assign) => &assign.name,
            Self::Task { task, .. } => &task.name,
            Self::Unless(unless) => &unless.name,
            Self::Refuse(refuse) => &refuse.name,
            Self::Poll(poll) => &poll.wait,
        }
    }

    fn collect_tasks<'a>(&'a self, tasks: &mut Vec<&'a Task>) {
        match self {
            Self::Assign(_) | Self::Refuse(_) => {}
            Self::Task { task, .. } => tasks.push(task),
            Self::Unless(unless) => unless.steps.iter().for_each(|step| step.collect_tasks(tasks)),
            Self::Poll(poll) => tasks.push(&poll.ask),
        }
    }
}

impl Last {
    /// The name of the state.
    pub fn name(&self) -> &str {
        match self {
            Self::Task(task) => &task.name,
            Self::Parallel(parallel) => &parallel.name,
        }
    }
}

impl Scope {
    /// The name of the state that the scope begins with.
    pub fn entry(&self) -> &str {
        self.steps.first().map_or(self.last.name(), Step::entry)
    }

    /// Every task, those of inner scopes included.
    pub fn tasks(&self) -> Vec<&Task> {
        let mut tasks = Vec::new();
        self.collect_tasks(&mut tasks);
        tasks
    }

    fn collect_tasks<'a>(&'a self, tasks: &mut Vec<&'a Task>) {
        self.steps.iter().for_each(|step| step.collect_tasks(tasks));
        match &self.last {
            Last::Task(task) => tasks.push(task),
            Last::Parallel(parallel) => parallel
                .branches
                .iter()
                .for_each(|(_, branch)| branch.collect_tasks(tasks)),
        }
    }
}
