//! The command line: one file a command. Commands read files, call the rooms and print; what they know of Terraform or AWS
//! they have from there.

mod arguments;
mod check;
mod completions;
mod cores;
mod exit;
mod explain;
mod fix;
mod init;
mod lint;
mod query;
mod render;
mod rules;
mod samples;
mod schema;
mod specs;
mod stack;
mod terminal;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use exit::Exit;
use terminal::Terminal;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(
            std::io::stderr(),
            "kickstart: this is a fault of kickstart itself, not of your spec ({place}); please report it with the spec"
        );
        std::process::exit(i32::from(Exit::CouldNotRun.code()));
    }));
    let arguments = Arguments::parse();
    let terminal = Terminal::new(arguments.color, arguments.quiet);
    let result = match arguments.command {
        Command::Render(command) => render::run(&command, terminal),
        Command::Lint(command) => lint::run(&command, terminal),
        Command::Query(command) => query::run(&command, terminal),
        Command::Init(command) => init::run(&command, terminal),
        Command::Explain(command) => explain::run(&command, terminal),
        Command::Rules => rules::run(terminal),
        Command::Schema => schema::run(),
        Command::Completions(command) => completions::run(&command),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) => {
            terminal::complain(&format!("{error:#}"));
            Exit::CouldNotRun.into()
        }
    }
}
