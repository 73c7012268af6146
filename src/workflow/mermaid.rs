//! A machine as a Mermaid flowchart, for the README beside it: the ways that a run takes when nothing fails. Failures
//! would double the arrows and say the same everywhere: each call can fail, and then the execution does.

use super::step::{Last, Scope, Step};

/// The flowchart of `scope`, without the fence of a Markdown code block.
pub(super) fn draw(scope: &Scope) -> String {
    let mut drawing = Drawing {
        lines: vec!["flowchart TD".to_owned()],
        depth: 1,
    };
    drawing.line("start([Start])");
    drawing.line("finish([\"Output: location and query execution id of each dataset\"])");
    drawing.arrow("start", None, &first(scope));
    drawing.scope(scope);
    for exit in exits(scope) {
        drawing.arrow(&exit, None, &["finish".to_owned()]);
    }
    drawing.lines.join("\n") + "\n"
}

struct Drawing {
    lines: Vec<String>,
    depth: usize,
}

impl Drawing {
    fn line(&mut self, text: &str) {
        self.lines
            .push(format!("{:indent$}{text}", "", indent = self.depth * 2));
    }

    fn arrow(&mut self, from: &str, label: Option<&str>, to: &[String]) {
        for target in to {
            match label {
                Some(label) => self.line(&format!("{from} -- {label} --> {target}")),
                None => self.line(&format!("{from} --> {target}")),
            }
        }
    }

    /// The way out of the scope is left to the caller: an arrow drawn inside a subgraph pulls its target into it.
    fn scope(&mut self, scope: &Scope) {
        self.steps(&scope.steps, &targets(&scope.last));
        match &scope.last {
            Last::Task(task) => self.line(&format!("{}[\"{}\"]", id(&task.name), task.name)),
            Last::Parallel(parallel) => {
                for (heading, branch) in &parallel.branches {
                    self.line(&format!("subgraph {}_branch[\"{heading}\"]", id(heading)));
                    self.depth += 1;
                    self.scope(branch);
                    self.depth -= 1;
                    self.line("end");
                }
            }
        }
    }

    fn steps(&mut self, steps: &[Step], after: &[String]) {
        let mut rest = steps.iter().peekable();
        while let Some(step) = rest.next() {
            let next = rest
                .peek()
                .map_or_else(|| after.to_vec(), |following| vec![id(following.entry())]);
            let entry = id(step.entry());
            match step {
                Step::Assign(assign) => {
                    self.line(&format!("{entry}[\"{}\"]", assign.name));
                    self.arrow(&entry, None, &next);
                }
                Step::Task { task, .. } => {
                    self.line(&format!("{entry}[\"{}\"]", task.name));
                    self.arrow(&entry, None, &next);
                }
                Step::Refuse(refuse) => {
                    self.line(&format!("{entry}{{\"{}\"}}", refuse.name));
                    self.arrow(&entry, Some("yes"), &next);
                }
                Step::Unless(unless) => {
                    self.line(&format!("{entry}{{\"{}\"}}", unless.name));
                    self.arrow(&entry, Some("yes"), &next);
                    let inner = unless
                        .steps
                        .first()
                        .map_or_else(|| next.clone(), |step| vec![id(step.entry())]);
                    self.arrow(&entry, Some("no"), &inner);
                    self.steps(&unless.steps, &next);
                }
                Step::Poll(poll) => {
                    let (ask, judge) = (id(&poll.ask.name), id(&poll.judge));
                    self.line(&format!("{entry}([\"{}\"])", poll.wait));
                    self.arrow(&entry, None, std::slice::from_ref(&ask));
                    self.line(&format!("{ask}[\"{}\"]", poll.ask.name));
                    self.arrow(&ask, None, std::slice::from_ref(&judge));
                    self.line(&format!("{judge}{{\"{}\"}}", poll.judge));
                    self.arrow(&judge, Some("not yet"), std::slice::from_ref(&entry));
                    self.arrow(&judge, Some("yes"), &next);
                }
            }
        }
    }
}

/// The nodes that a scope begins with.
fn first(scope: &Scope) -> Vec<String> {
    scope
        .steps
        .first()
        .map_or_else(|| targets(&scope.last), |step| vec![id(step.entry())])
}

/// The nodes that a scope ends with.
fn exits(scope: &Scope) -> Vec<String> {
    match &scope.last {
        Last::Task(task) => vec![id(&task.name)],
        Last::Parallel(parallel) => parallel.branches.iter().flat_map(|(_, branch)| exits(branch)).collect(),
    }
}

/// The nodes that a run goes to when it comes to `last`: a Parallel has no node of its own, its branches have.
fn targets(last: &Last) -> Vec<String> {
    match last {
        Last::Task(task) => vec![id(&task.name)],
        Last::Parallel(parallel) => parallel.branches.iter().flat_map(|(_, branch)| first(branch)).collect(),
    }
}

/// A node's id: the name's letters and digits. State names are sentences, so none is one of Mermaid's own words.
fn id(name: &str) -> String {
    let words: Vec<String> = name
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("_")
}
