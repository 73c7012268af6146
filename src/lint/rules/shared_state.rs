use crate::diagnostic::{Finding, Sink};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::source::Place;
use crate::stage::{Backend, Kind, Stage};

declare_rule! {
    /// ## What it does
    /// Flags two stages that keep their state in one place, and a sandbox whose `backend` names the place: all of its owners
    /// would have one state.
    ///
    /// ## Why is this bad
    /// Terraform takes what the state lists for what it made before. The second apply plans to destroy the other stage's stack,
    /// buckets included, and to put this one in its place.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev]
    /// backend = { type = "s3", bucket = "org-terraform-state", key = "movielens.tfstate" }
    /// [stages.test]
    /// backend = { type = "s3", bucket = "org-terraform-state", key = "movielens.tfstate" }
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev]
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// [stages.test]
    /// backend = { type = "s3", bucket = "org-terraform-state" }
    /// ```
    ///
    /// ## References
    /// - [The purpose of Terraform's state](https://developer.hashicorp.com/terraform/language/state/purpose)
    /// - [Terraform's backends](https://developer.hashicorp.com/terraform/language/backend)
    pub static RULE = "shared-state", Error, Check::Stages(check);
}

fn check(stages: &[Stage], sink: &mut Sink) {
    for (index, stage) in stages.iter().enumerate() {
        let Some(backend) = &stage.backend else { continue };
        if stage.kind != Kind::Shared {
            sink_sandbox(backend, sink);
            continue;
        }
        let before = stages.iter().take(index).filter(|other| other.kind == Kind::Shared);
        if let Some(finding) = before.into_iter().find_map(|first| between(first, stage)) {
            sink.push(finding);
        }
    }
}

fn sink_sandbox(backend: &Backend, sink: &mut Sink) {
    let Some(argument) = backend.written_state() else {
        return;
    };
    let message = format!("`{argument}` gives all sandboxes one state: each apply would destroy another owner's stack");
    let help = match backend.kind.as_str() {
        "s3" => "leave it out: each owner then gets a key of their own".to_owned(),
        _ => format!("leave it out, and give each owner's with `-backend-config=\"{argument}=…\"` at `init`"),
    };
    sink.push(RULE.finding(place(backend), message).help(help));
}

/// What there is to tell of two stages with one state, at the second of them.
pub fn between(first: &Stage, second: &Stage) -> Option<Finding> {
    let (one, other) = (first.backend.as_ref()?, second.backend.as_ref()?);
    if one.state()? != other.state()? {
        return None;
    }
    let message = "this stage and another keep one state: each apply would destroy the other's stack";
    let argument = other.state_argument()?;
    let help = match other.kind.as_str() {
        "s3" => "leave `key` out, which gives each stage one of its own, or write another".to_owned(),
        _ => format!("give each stage a `{argument}` of its own"),
    };
    let finding = RULE.finding(place(other), message).help(help);
    Some(finding.related(place(one).clone(), format!("the state of `{}`", first.name.value)))
}

/// Where the argument stands that tells the states apart, or the table that lacks it.
fn place(backend: &Backend) -> &Place {
    let argument = backend.written_state();
    let place = argument.and_then(|argument| backend.places.get(argument));
    place.unwrap_or(&backend.place)
}
