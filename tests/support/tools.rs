//! The outside programs that some tests need, and what happens where one is missing.
//!
//! A program is looked for on PATH, or where `KICKSTART_TOFU`, `KICKSTART_TERRAFORM`, `KICKSTART_CHECKOV`, `KICKSTART_NODE`,
//! `KICKSTART_PYTHON` or `KICKSTART_GIT` say. Without it the test says on standard error what it leaves out, and passes; named in `KICKSTART_REQUIRE`
//! (`tofu,terraform,checkov,asl,trino,moto,notebook,pre-commit,wheel,movielens,cfn-lint`), its absence is a failure.

use super::process::{command, run, said};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What `KICKSTART_REQUIRE` can name. A tool enters this list together with the first test that uses it: a word that
/// no test looks at would be a requirement that cannot fail.
pub const WORDS: [&str; 11] = [
    "tofu",
    "terraform",
    "checkov",
    "asl",
    "trino",
    "moto",
    "notebook",
    "pre-commit",
    "wheel",
    "movielens",
    "cfn-lint",
];

/// OpenTofu or Terraform, with the AWS provider within reach.
#[derive(Debug, Clone)]
pub struct Engine {
    /// The word in `KICKSTART_REQUIRE`.
    pub name: &'static str,
    /// What to start.
    pub program: PathBuf,
}

/// Node with the packages of `tests/asl/package.json`.
#[derive(Debug, Clone)]
pub struct Asl {
    /// What to start.
    pub node: PathBuf,
    /// The `node_modules` folder that holds the validators.
    pub modules: PathBuf,
}

/// The engines that are here, OpenTofu first.
pub fn engines() -> Vec<Engine> {
    static TOFU: OnceLock<Option<Engine>> = OnceLock::new();
    static TERRAFORM: OnceLock<Option<Engine>> = OnceLock::new();
    [
        TOFU.get_or_init(|| settle("tofu", engine("tofu", "KICKSTART_TOFU"))),
        TERRAFORM.get_or_init(|| settle("terraform", engine("terraform", "KICKSTART_TERRAFORM"))),
    ]
    .into_iter()
    .flatten()
    .cloned()
    .collect()
}

/// checkov, if it is here.
pub fn checkov() -> Option<PathBuf> {
    static CHECKOV: OnceLock<Option<PathBuf>> = OnceLock::new();
    CHECKOV
        .get_or_init(|| settle("checkov", program("checkov", "KICKSTART_CHECKOV", "--version")))
        .clone()
}

/// The validators of the Amazon States Language, if they are here. `KICKSTART_NODE_MODULES` says where their packages
/// lie; otherwise they are looked for where `npm ci` puts them, in `tests/asl/node_modules`.
pub fn asl() -> Option<Asl> {
    static ASL: OnceLock<Option<Asl>> = OnceLock::new();
    ASL.get_or_init(|| settle("asl", find_asl())).clone()
}

/// A Python that can execute notebooks, if it can be had: an environment below `target/`, made once for its requirements.
pub fn notebook() -> Option<PathBuf> {
    static NOTEBOOK: OnceLock<Option<PathBuf>> = OnceLock::new();
    NOTEBOOK
        .get_or_init(|| settle("notebook", environment("tests/notebook/requirements.txt")))
        .clone()
}

/// A Python that has pre-commit, if it can be had, and git beside it.
pub fn pre_commit() -> Option<PathBuf> {
    static PRE_COMMIT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        program("git", "KICKSTART_GIT", "--version")?;
        environment("tests/pre_commit/requirements.txt")
    };
    PRE_COMMIT.get_or_init(|| settle("pre-commit", find())).clone()
}

/// A Python that has what builds wheels, if it can be had.
pub fn wheel() -> Option<PathBuf> {
    static WHEEL: OnceLock<Option<PathBuf>> = OnceLock::new();
    WHEEL
        .get_or_init(|| settle("wheel", environment("tests/wheel/requirements.txt")))
        .clone()
}

/// The folder that `KICKSTART_MOVIELENS` names, with `ratings.csv` and `movies.csv` of MovieLens latest-small.
pub fn movielens() -> Option<PathBuf> {
    static MOVIELENS: OnceLock<Option<PathBuf>> = OnceLock::new();
    MOVIELENS.get_or_init(|| settle("movielens", find_movielens())).clone()
}

/// A Python with cfn-lint: an environment below `target/`, made once. What it is for takes two minutes, so that it is used only
/// where it is required.
pub fn cfn_lint() -> Option<PathBuf> {
    static CFN_LINT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let value = std::env::var("KICKSTART_REQUIRE").unwrap_or_default();
    let looked = || match required_words(&value).is_ok_and(|words| words.contains("cfn-lint")) {
        true => environment("tests/faults/requirements.txt"),
        false => Err("it takes two minutes; `KICKSTART_REQUIRE=cfn-lint` asks for it".to_owned()),
    };
    CFN_LINT.get_or_init(|| settle("cfn-lint", looked())).clone()
}

fn find_movielens() -> Result<PathBuf, String> {
    let folder = std::env::var_os("KICKSTART_MOVIELENS").ok_or("KICKSTART_MOVIELENS is not set")?;
    let folder = PathBuf::from(folder);
    match ["ratings.csv", "movies.csv"]
        .iter()
        .find(|file| !folder.join(file).is_file())
    {
        Some(file) => Err(format!("{} has no {file}", folder.display())),
        None => Ok(folder),
    }
}

/// A virtual environment with these requirements, named after them and the Python it is for; its interpreter.
fn environment(requirements: &str) -> Result<PathBuf, String> {
    let python = program("python3", "KICKSTART_PYTHON", "--version")?;
    let version = said(&run(command(&python).arg("--version"))?);
    let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join(requirements);
    let wanted = std::fs::read_to_string(&requirements).map_err(|error| error.to_string())?;
    let hash: String = Sha256::digest(format!("{version}\n{wanted}"))
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{hash}"));
    let interpreter = folder.join("bin/python");
    // Written last, so that an installation that was interrupted is begun anew.
    let complete = folder.join("complete");
    if !complete.exists() {
        let _ = std::fs::remove_dir_all(&folder);
        let mut install = command(&interpreter);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "-r",
        ]);
        for step in [
            command(&python).args(["-m", "venv"]).arg(&folder),
            install.arg(&requirements),
        ] {
            let output = run(step)?;
            if !output.status.success() {
                return Err(format!(
                    "{} cannot be installed: {}",
                    requirements.display(),
                    said(&output)
                ));
            }
        }
        std::fs::write(&complete, "").map_err(|error| error.to_string())?;
    }
    Ok(interpreter)
}

fn find_asl() -> Result<Asl, String> {
    let node = program("node", "KICKSTART_NODE", "--version")?;
    let modules = std::env::var_os("KICKSTART_NODE_MODULES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/asl/node_modules"),
        PathBuf::from,
    );
    for package in ["asl-validator", "amazon-states-language-service"] {
        if !modules.join(package).is_dir() {
            return Err(format!(
                "{} has no package {package}; run `npm ci` in tests/asl",
                modules.display()
            ));
        }
    }
    Ok(Asl { node, modules })
}

/// The program that starts Athena's engine, if it is built or can be: with Java 17, and Maven and its registry the first
/// time.
pub fn trino() -> Option<PathBuf> {
    static TRINO: OnceLock<Option<PathBuf>> = OnceLock::new();
    TRINO.get_or_init(|| settle("trino", find_trino())).clone()
}

fn find_trino() -> Result<PathBuf, String> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/aws/trino/run");
    let output = run(command(&program).arg("--build"))?;
    if output.status.success() {
        Ok(program)
    } else {
        Err(format!("the engine is not built:\n{}", said(&output)))
    }
}

/// Settles whether a tool is used: found, or left out aloud, or (where required) a failure.
#[track_caller]
pub fn settle<T>(word: &str, looked: Result<T, String>) -> Option<T> {
    let required = match required_words(&std::env::var("KICKSTART_REQUIRE").unwrap_or_default()) {
        Ok(words) => words,
        Err(why) => panic!("{why}"),
    };
    match looked {
        Ok(found) => Some(found),
        Err(why) if required.contains(word) => {
            panic!("KICKSTART_REQUIRE demands {word}, but {why}")
        }
        Err(why) => {
            left_out(word, &why);
            None
        }
    }
}

/// What a value of `KICKSTART_REQUIRE` asks for. An unknown word is an error: a misspelt one would require nothing.
pub fn required_words(value: &str) -> Result<BTreeSet<String>, String> {
    let words: BTreeSet<String> = value
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    match words.iter().find(|word| !WORDS.contains(&word.as_str())) {
        Some(word) => Err(format!(
            "KICKSTART_REQUIRE names `{word}`; it may name {}",
            WORDS.join(", ")
        )),
        None => Ok(words),
    }
}

/// Says what is left out, past the capture of the test harness, which would swallow what a passing test prints.
fn left_out(word: &str, why: &dyn Display) {
    let _ = writeln!(std::io::stderr(), "left out: what needs {word}: {why}");
}

/// The program of this name, or the one that the variable names, if it answers to `ask` with success.
fn program(name: &str, variable: &str, ask: &str) -> Result<PathBuf, String> {
    let named = std::env::var_os(variable);
    let program = named.clone().map_or_else(|| PathBuf::from(name), PathBuf::from);
    match run(command(&program).arg(ask)) {
        Ok(output) if output.status.success() => Ok(program),
        Ok(output) => Err(format!("`{} {ask}` fails: {}", program.display(), said(&output))),
        Err(why) if named.is_some() => Err(format!("{variable} names it, and it does not start: {why}")),
        Err(_) => Err(format!("`{name}` is not on PATH, and {variable} is not set")),
    }
}

/// An engine counts as found if it can have the AWS provider too: without a registry or a mirror it can check nothing.
fn engine(name: &'static str, variable: &str) -> Result<Engine, String> {
    let program = program(name, variable, "version")?;
    let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
    let needs_provider = "terraform {\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      \
                          version = \">= 5.100, < 7.0\"\n    }\n  }\n}\n";
    std::fs::write(scratch.path().join("main.tf"), needs_provider).map_err(|error| error.to_string())?;
    let output = run(command(&program)
        .args(["init", "-input=false", "-no-color"])
        .current_dir(scratch.path()))?;
    if output.status.success() {
        Ok(Engine { name, program })
    } else {
        Err(format!(
            "`{name} init` cannot have the provider hashicorp/aws:\n{}",
            said(&output)
        ))
    }
}
