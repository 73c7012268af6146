//! The Terraform modules in the program, of which a stack gets those that it calls.

use std::borrow::Cow;

use crate::stage::Stage;

/// A module: the name of its folder, its files.
struct Module {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
}

/// The module in `modules/<name>` with the files that are named. A test holds the list against the folder.
macro_rules! module {
    ($name:literal, [$($file:literal),+ $(,)?]) => {
        Module {
            name: $name,
            files: &[$(($file, include_str!(concat!("../../modules/", $name, "/", $file)))),+],
        }
    };
}

static MODULES: &[Module] = &[
    module!(
        "access-log-bucket",
        ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"]
    ),
    module!(
        "bucket",
        ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"]
    ),
    module!(
        "catalog",
        [
            "README.md",
            "crawlers.tf",
            "main.tf",
            "outputs.tf",
            "tables.tf",
            "variables.tf",
            "versions.tf"
        ]
    ),
    module!(
        "encryption-key",
        ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"]
    ),
    module!(
        "notebook",
        [
            "README.md",
            "iam.tf",
            "main.tf",
            "outputs.tf",
            "scripts/copy-notebooks.sh",
            "scripts/idle-stop.py",
            "scripts/on-start.sh.tftpl",
            "variables.tf",
            "versions.tf"
        ]
    ),
    module!(
        "query-workgroup",
        ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"]
    ),
    module!(
        "sample-data",
        ["README.md", "main.tf", "outputs.tf", "variables.tf", "versions.tf"]
    ),
    module!(
        "workflow",
        [
            "README.md",
            "alarms.tf",
            "main.tf",
            "outputs.tf",
            "schedule.tf",
            "variables.tf",
            "versions.tf"
        ]
    ),
];

/// The files of the modules that the stage's root module calls, by their paths in the stack's folder.
pub(super) fn files(stage: &Stage) -> impl Iterator<Item = (String, Cow<'static, [u8]>)> + '_ {
    MODULES
        .iter()
        .filter(|module| is_called(module.name, stage))
        .flat_map(|module| {
            let files = module.files.iter();
            files.map(|(file, text)| {
                (
                    format!("modules/{}/{file}", module.name),
                    Cow::Borrowed(text.as_bytes()),
                )
            })
        })
}

fn is_called(module: &str, stage: &Stage) -> bool {
    match module {
        "access-log-bucket" => stage.access_log_bucket.is_none(),
        "encryption-key" => stage.kms_key_arn.is_none(),
        "notebook" => stage.notebook.is_some(),
        "sample-data" => super::has_sample_data(stage),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::MODULES;

    fn below(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_dir() {
                below(&entry.path(), &format!("{prefix}{name}/"), found);
            } else {
                found.insert(format!("{prefix}{name}"));
            }
        }
    }

    #[test]
    fn the_program_holds_every_file_of_every_module() {
        let mut there = BTreeSet::new();
        below(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/modules")),
            "",
            &mut there,
        );
        there.retain(|path| path.contains('/') && path.split('/').nth(1) != Some("tests"));
        let listed = MODULES.iter().flat_map(|module| {
            let files = module.files.iter();
            files.map(|(file, _)| format!("{}/{file}", module.name))
        });
        assert_eq!(listed.collect::<BTreeSet<String>>(), there);
    }
}
