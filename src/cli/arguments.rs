//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns one page of TOML into a Terraform module for Amazon Personalize, and lints that page.
#[derive(Debug, Parser)]
#[command(name = "kickstart", version, about, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 fine (warnings included), 1 findings or drift, 2 could not run.")]
pub struct Arguments {
    /// Print nothing but findings and failures
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to colour the output
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a Terraform root module per stage
    Render(Render),
    /// Tell what is wrong with specs
    Lint(Lint),
    /// Show what a query reads and yields
    Query(Query),
    /// Write a spec to start from
    Init(Init),
    /// Explain a rule of lint
    Explain(Explain),
    /// List the rules of lint
    Rules,
    /// Print the JSON Schema of specs
    Schema,
    /// Print completions for a shell
    Completions(Completions),
}

/// `kickstart render`
#[derive(Debug, Args)]
pub struct Render {
    /// Specs to render (`stage.toml`, `kickstart.toml` or `*.kickstart.toml`)
    #[arg(required = true, value_name = "SPEC")]
    pub specs: Vec<PathBuf>,
    /// Folder that the stacks' folders are written into
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Stage to render; repeat for several [default: all but the sandbox]
    #[arg(long = "stage", value_name = "NAME")]
    pub stages: Vec<String>,
    /// Render the sandbox stage, as this developer's stack
    #[arg(long, value_name = "OWNER")]
    pub sandbox: Option<String>,
    /// Write nothing; show what would change, and exit with 1 if anything would
    #[arg(long)]
    pub check: bool,
    /// Overwrite files that were edited by hand
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
}

/// `kickstart lint`
#[derive(Debug, Args)]
pub struct Lint {
    /// Specs to lint
    #[arg(required = true, value_name = "SPEC")]
    pub specs: Vec<PathBuf>,
    /// How to show findings
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    pub format: Format,
    /// Mend what is unmistakable, then show what is left
    #[arg(long)]
    pub fix: bool,
    /// Exit with 1 on any finding
    #[arg(long)]
    pub deny_warnings: bool,
}

/// `kickstart query`
#[derive(Debug, Args)]
pub struct Query {
    /// File that holds one SELECT
    #[arg(value_name = "FILE.sql")]
    pub file: PathBuf,
    /// Columns of the tables: {"table": {"column": "type"}}; only these tables exist then
    #[arg(long, value_name = "FILE.json")]
    pub columns: Option<PathBuf>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = QueryFormat::Human, value_name = "FORMAT")]
    pub format: QueryFormat,
}

/// Formats of what a query says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}

/// Formats of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// `kickstart init`
#[derive(Debug, Args)]
pub struct Init {
    /// Folder to write it into; the project is named after it
    #[arg(default_value = ".", value_name = "DIR")]
    pub dir: PathBuf,
}

/// `kickstart explain`
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule, as findings name it
    #[arg(value_name = "RULE")]
    pub rule: String,
}

/// `kickstart completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
