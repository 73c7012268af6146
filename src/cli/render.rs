//! `kickstart render`

use anyhow::bail;

use crate::diagnostic::{closest, list, visible};
use crate::output::{Plan, Prepared, Summary, Target};
use crate::report::Reporter;
use crate::stage::{Kind, Owner, Stage, is_name};

use super::arguments::Render;
use super::check;
use super::cores::on_all_cores;
use super::exit::Exit;
use super::specs::{self, Specs};
use super::stack::Stack;
use super::terminal::{Progress, Terminal, complain, unless_unread, warn};

/// Writes a root module per stage, or under `--check` shows what would change. Nothing is written if a spec has an error,
/// nor if one of the stacks cannot be written.
///
/// # Errors
///
/// Wrong usage, files of somebody else in the way, a disk that cannot be written.
pub fn run(command: &Render, terminal: Terminal) -> anyhow::Result<Exit> {
    let specs = specs::read(&command.specs, owner(command)?)?;
    let mut errors = std::io::stderr().lock();
    let told = Reporter::Human(terminal.human(true)).write(&specs.findings, &mut errors);
    drop(errors);
    unless_unread(told)?;
    if specs.exit != Exit::Clean {
        return Ok(specs.exit);
    }
    if specs.findings.has_errors() {
        return Ok(Exit::Findings);
    }
    let stages = select(&specs, command)?;
    let progress = Progress::new(stages.len(), "rendering");
    let render = |stage| Ok(progress.step(Stack::render(stage)?));
    let stacks = on_all_cores(stages, render)?;
    drop(progress);
    if command.check {
        return check::run(&stacks, &command.out, terminal);
    }
    let target = Target::open(&command.out)?;
    write(&stacks, &target, command, terminal)
}

fn owner(command: &Render) -> anyhow::Result<Owner<'_>> {
    match &command.sandbox {
        None => Ok(Owner::Nobody),
        Some(owner) if is_name(owner) => Ok(Owner::Named(owner)),
        Some(owner) => bail!(
            "`{}` cannot be the owner of a sandbox: every resource is named after it, so lower-case letters, digits and \
             single hyphens between them, a letter first, and not the name of a Windows device",
            visible(owner)
        ),
    }
}

/// The stages that are asked for: all shared ones, those that `--stage` names, or the sandbox.
fn select<'a>(specs: &'a Specs, command: &Render) -> anyhow::Result<Vec<&'a Stage>> {
    let all: Vec<&Stage> = specs.specs.iter().flat_map(|spec| &spec.stages).collect();
    for wanted in &command.stages {
        let Some(stage) = all.iter().find(|stage| stage.name.value == *wanted) else {
            let names = || all.iter().map(|stage| stage.name.value.as_str());
            let hint = match closest(wanted, names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("there is {}", list(names())),
            };
            bail!("no spec has a stage `{}`; {hint}", visible(wanted));
        };
        match (&stage.kind, &command.sandbox) {
            (Kind::Sandbox(_), None) => bail!("`{wanted}` is a sandbox: say whose with `--sandbox OWNER`"),
            (Kind::Shared, Some(_)) => bail!("`{wanted}` is shared by all: render it without `--sandbox`"),
            _ => {}
        }
    }
    let is_wanted = |stage: &&&Stage| {
        let named = command.stages.is_empty() || command.stages.contains(&stage.name.value);
        named && (stage.kind == Kind::Shared) == command.sandbox.is_none()
    };
    let wanted: Vec<&Stage> = all.iter().filter(is_wanted).copied().collect();
    match (wanted.is_empty(), &command.sandbox) {
        (false, _) => Ok(wanted),
        (true, Some(_)) => bail!("no spec has a sandbox: give one a stage with `kind = \"sandbox\"`"),
        (true, None) => bail!("there is only a sandbox: say whose with `--sandbox OWNER`"),
    }
}

fn write<'a>(
    stacks: &'a [Stack<'_>],
    target: &'a Target,
    command: &Render,
    terminal: Terminal,
) -> anyhow::Result<Exit> {
    let plan = |stack: &'a Stack<'_>| target.plan(stack.name(), &stack.tree, command.force);
    let plans = on_all_cores(stacks.iter().collect(), plan)?;
    warn(
        target
            .warning()
            .into_iter()
            .chain(plans.iter().flat_map(|plan| plan.warnings.iter().map(String::as_str))),
    );
    let conflicts: Vec<String> = plans
        .iter()
        .flat_map(|plan| &plan.conflicts)
        .map(ToString::to_string)
        .collect();
    if !conflicts.is_empty() {
        complain("nothing was written:");
        conflicts.iter().for_each(|conflict| complain(conflict));
        return Ok(Exit::CouldNotRun);
    }
    // Everything is on the disk, beside its place, before the first file is put into its place.
    let progress = Progress::new(stacks.len(), "writing");
    let prepared = on_all_cores(plans, |plan: Plan<'a, 'a>| Ok(progress.step(plan.prepare()?)))?;
    let summaries: Vec<Summary> = on_all_cores(prepared, Prepared::commit)?;
    drop(progress);
    for (stack, summary) in stacks.iter().zip(&summaries) {
        let folder = command.out.join(stack.name());
        terminal.say(&format!("{}: {summary}", folder.display()))?;
    }
    Ok(Exit::Clean)
}
