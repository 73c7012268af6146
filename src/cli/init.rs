//! `kickstart init`

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use crate::diagnostic::visible;
use crate::spec::SCHEMA;
use crate::stage::is_name;

use super::arguments::Init;
use super::exit::Exit;
use super::terminal::Terminal;

/// The spec that is written; `{{name}}` is the project's.
const SPEC: &str = include_str!("init.toml");
/// Name of the spec.
const SPEC_FILE: &str = "stage.toml";
/// Name of the schema beside it, which its first line names: editors complete and check without any network.
const SCHEMA_FILE: &str = "kickstart.schema.json";

/// Writes a spec to start from, and the schema for editors, into a folder that is made where there is none.
///
/// # Errors
///
/// Where the project would have a bad name, where one of the files is there already, and where it cannot be written.
pub fn run(command: &Init, terminal: Terminal) -> anyhow::Result<Exit> {
    let name = project_name(&command.dir)?;
    let made = !command.dir.exists();
    if !made && !command.dir.is_dir() {
        bail!("`{}` is no folder", command.dir.display());
    }
    fs::create_dir_all(&command.dir).with_context(|| format!("cannot make `{}`", command.dir.display()))?;
    let spec = command.dir.join(SPEC_FILE);
    let schema = command.dir.join(SCHEMA_FILE);
    let text = SPEC.replace("{{name}}", &name);
    let result = write_new(&spec, &text).and_then(|()| {
        write_new(&schema, SCHEMA).inspect_err(|_| {
            let _ = fs::remove_file(&spec);
        })
    });
    if let Err(error) = result {
        if made {
            let _ = fs::remove_dir(&command.dir);
        }
        return Err(error);
    }
    terminal.say(&format!("wrote {} and {}", spec.display(), schema.display()))?;
    terminal.say(&format!("next: kickstart render {}", spec.display()))?;
    Ok(Exit::Clean)
}

/// The project is named as its folder is.
fn project_name(dir: &Path) -> anyhow::Result<String> {
    let folder = match dir.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => {
            let here = std::path::absolute(dir)
                .and_then(|path| path.canonicalize())
                .with_context(|| format!("cannot tell the name of `{}`", dir.display()))?;
            here.file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default()
        }
    };
    if is_name(&folder) {
        return Ok(folder);
    }
    let legal = legal_name(&folder);
    bail!(
        "`{}` cannot be a project's name: lower-case letters, digits and single hyphens between them, a letter first; \
         try `kickstart init {}`",
        visible(&folder),
        dir.with_file_name(legal).display()
    )
}

/// The closest name that a project can have.
fn legal_name(folder: &str) -> String {
    let words: Vec<String> = folder
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let joined: String = words
        .join("-")
        .trim_start_matches(|first: char| !first.is_ascii_lowercase())
        .chars()
        .take(24)
        .collect();
    let joined = joined.trim_end_matches('-').to_owned();
    match joined.as_str() {
        name if is_name(name) => joined,
        "" => "my-project".into(),
        _ => format!("{joined}-project"),
    }
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match file {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("`{}` is there already: nothing was written", path.display())
        }
        other => other.with_context(|| format!("cannot write `{}`", path.display()))?,
    };
    file.write_all(text.as_bytes())
        .inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
        .with_context(|| format!("cannot write `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_name_is_answered_with_a_legal_one() {
        for folder in [
            "My Shop",
            "1st try",
            "con",
            "__",
            "ÄÖÜ",
            "a--b",
            "x".repeat(99).as_str(),
        ] {
            let legal = legal_name(folder);
            assert!(is_name(&legal), "{folder} -> {legal}");
        }
        assert_eq!(legal_name("My Shop 2"), "my-shop-2");
    }
}
