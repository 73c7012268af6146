//! From the tree of steps to states and transitions.

use super::asl::{Catcher, Onward, Retrier, Rule, State, States};
use super::expression::Expr;
use super::step::{Assign, Complaint, Failure, Last, Parallel, Poll, Refuse, Scope, Step, Task, Unless};
use super::template::Value;

/// The states of `scope`, in the order in which a run meets them, its failures last.
pub(super) fn link(scope: &Scope) -> States {
    let mut linker = Linker::default();
    linker.steps(&scope.steps, scope.last.name());
    match &scope.last {
        Last::Task(task) => linker.task(task, &[], None),
        Last::Parallel(parallel) => linker.parallel(parallel),
    }
    let Linker { mut states, failures } = linker;
    states.extend(
        failures
            .into_iter()
            .map(|failure| (failure.name.clone(), fail(&failure))),
    );
    States {
        start_at: scope.entry().to_owned(),
        states,
    }
}

#[derive(Default)]
struct Linker {
    states: Vec<(String, State)>,
    failures: Vec<Failure>,
}

impl Linker {
    /// `after` is the name of the state that follows the last of `steps`.
    fn steps(&mut self, steps: &[Step], after: &str) {
        let mut rest = steps.iter().peekable();
        while let Some(step) = rest.next() {
            let next = rest.peek().map_or(after, |following| following.entry());
            match step {
                Step::Assign(assign) => self.assign(assign, next),
                Step::Task { task, harmless } => self.task(task, harmless, Some(next)),
                Step::Unless(unless) => self.unless(unless, next),
                Step::Refuse(refuse) => self.refuse(refuse, next),
                Step::Poll(poll) => self.poll(poll, next),
            }
        }
    }

    fn push(&mut self, name: &str, state: State) {
        self.states.push((name.to_owned(), state));
    }

    fn assign(&mut self, assign: &Assign, next: &str) {
        let onward = Onward::Next(next.to_owned());
        self.push(
            &assign.name,
            State::Pass {
                comment: assign.comment,
                assign: assign.variables.clone(),
                onward,
            },
        );
    }

    /// Without a `next` the task ends its scope.
    fn task(&mut self, task: &Task, harmless: &'static [&'static str], next: Option<&str>) {
        let transient = task.call.transient_errors();
        let mut catch = Vec::new();
        if let (Some(next), false) = (next, harmless.is_empty()) {
            catch.push(Catcher {
                error_equals: harmless.to_vec(),
                output: None,
                next: next.to_owned(),
            });
        }
        let failure = self.failure(&task.failure);
        if !transient.contains(&"States.Timeout") {
            // Step Functions gives a timeout no cause, and after a long call people want to know which limit it met.
            let seconds = task.timeout_seconds.get();
            let cause = format!("\"{}\" did not end within {seconds} seconds", task.name);
            let output = Value::object([("Error", "States.Timeout"), ("Cause", cause.as_str())]);
            catch.push(Catcher {
                error_equals: vec!["States.Timeout"],
                output: Some(output),
                next: failure.clone(),
            });
        }
        catch.push(Catcher {
            error_equals: vec!["States.ALL"],
            output: Some(Expr::caught().into()),
            next: failure,
        });
        let state = State::Task {
            resource: task.call.resource(),
            arguments: task.call.arguments(),
            timeout_seconds: task.timeout_seconds.get(),
            retry: [retrier(transient)],
            catch,
            assign: task.variables.clone(),
            output: task.output.clone(),
            onward: next.map_or(Onward::End(true), |next| Onward::Next(next.to_owned())),
        };
        self.push(&task.name, state);
    }

    fn unless(&mut self, unless: &Unless, next: &str) {
        let skip = Rule {
            condition: unless.condition.clone().into(),
            output: None,
            next: next.to_owned(),
        };
        let default = unless.steps.first().map_or(next, Step::entry).to_owned();
        self.push(
            &unless.name,
            State::Choice {
                comment: None,
                choices: vec![skip],
                default,
            },
        );
        self.steps(&unless.steps, next);
    }

    fn refuse(&mut self, refuse: &Refuse, next: &str) {
        let failure = self.failure(&refuse.failure);
        let choices = refuse.rules.iter().map(|rule| complaint(rule, &failure)).collect();
        self.push(
            &refuse.name,
            State::Choice {
                comment: None,
                choices,
                default: next.to_owned(),
            },
        );
    }

    fn poll(&mut self, poll: &Poll, next: &str) {
        self.push(
            &poll.wait,
            State::Wait {
                seconds: poll.interval.get(),
                next: poll.ask.name.clone(),
            },
        );
        let limit = &poll.limit;
        let mut ask = poll.ask.clone();
        ask.variables
            .push((limit.counter.clone(), limit.counter.get().plus_one().into()));
        self.task(&ask, &[], Some(&poll.judge));
        let failure = self.failure(&poll.failure);
        let done = Rule {
            condition: poll.done.clone().into(),
            output: None,
            next: next.to_owned(),
        };
        let exhausted = Complaint {
            condition: limit.counter.get().equals(Expr::number(limit.turns.max(1))),
            error: limit.error,
            cause: limit.cause.clone(),
        };
        let choices = vec![
            done,
            complaint(&poll.complaint, &failure),
            complaint(&exhausted, &failure),
        ];
        self.push(
            &poll.judge,
            State::Choice {
                comment: Some(poll.comment),
                choices,
                default: poll.wait.clone(),
            },
        );
    }

    fn parallel(&mut self, parallel: &Parallel) {
        let branches = parallel.branches.iter().map(|(_, branch)| link(branch)).collect();
        let state = State::Parallel {
            branches,
            output: parallel.output.clone(),
            onward: Onward::End(true),
        };
        self.push(&parallel.name, state);
    }

    /// The name of the state for `failure`, which is made once.
    fn failure(&mut self, failure: &Failure) -> String {
        if !self.failures.contains(failure) {
            self.failures.push(failure.clone());
        }
        failure.name.clone()
    }
}

fn complaint(rule: &Complaint, failure: &str) -> Rule {
    let output = Value::object([("Error", Value::from(rule.error)), ("Cause", rule.cause.clone().into())]);
    Rule {
        condition: rule.condition.clone().into(),
        output: Some(output),
        next: failure.to_owned(),
    }
}

fn fail(failure: &Failure) -> State {
    State::Fail {
        error: failure.error.clone(),
        cause: failure.cause.clone().into(),
    }
}

/// Six more tries, up to a minute apart, at random so that branches that were throttled together do not come back
/// together: two minutes at most, and no single one of them takes longer than a poll of a crawler may.
fn retrier(transient: &[&'static str]) -> Retrier {
    Retrier {
        error_equals: transient.to_vec(),
        interval_seconds: 2,
        backoff_rate: 2,
        max_delay_seconds: 60,
        max_attempts: 6,
        jitter_strategy: "FULL",
    }
}
