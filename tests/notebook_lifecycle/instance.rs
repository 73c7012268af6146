//! The folder that stands for a notebook instance, and the stand-ins on its PATH.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the script may use besides bash itself; nothing else is on its PATH.
const TOOLS: &[&str] = &[
    "bash",
    "cat",
    "cp",
    "cut",
    "date",
    "dirname",
    "env",
    "find",
    "id",
    "mkdir",
    "mktemp",
    "mv",
    "rm",
    "sha256sum",
    "sort",
    "timeout",
];

const AWS: &str = r#"#!/usr/bin/env bash
echo "$*" >>"$STUBS/aws.log"
if [ "$1 $2" = "s3 cp" ]; then
  [ -d "$STUBS/bucket" ] || exit 1
  cp -r "$STUBS/bucket/." "${@: -1}"
fi
"#;

/// One notebook instance: `root` is its file system, `stubs` holds the bucket's notebooks and the stand-ins' logs.
pub struct Instance {
    pub root: PathBuf,
    pub stubs: PathBuf,
    pub idle_stop_minutes: &'static str,
    pub user: String,
}

impl Instance {
    pub fn new(name: &str) -> Self {
        let base = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("notebook-{name}"));
        let _ = fs::remove_dir_all(&base);
        let (root, stubs) = (base.join("root"), base.join("stubs"));
        fs::create_dir_all(stubs.join("bin")).unwrap();
        fs::create_dir_all(stubs.join("bucket")).unwrap();
        fs::create_dir_all(&root).unwrap();
        for tool in TOOLS {
            symlink(find_tool(tool), stubs.join("bin").join(tool)).unwrap();
        }
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
        let instance = Self {
            root,
            stubs,
            idle_stop_minutes: "",
            user: user.trim().to_owned(),
        };
        instance.stub("aws", AWS);
        instance
    }

    pub fn stub(&self, name: &str, text: &str) {
        let path = self.stubs.join("bin").join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub fn upload(&self, path: &str, text: &str) {
        write(&self.stubs.join("bucket").join(path), text);
    }

    pub fn home(&self) -> PathBuf {
        self.root.join("home/ec2-user/SageMaker")
    }

    pub fn edit(&self, path: &str, text: &str) {
        write(&self.home().join(path), text);
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.home().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Paths of all files that a person sees in Jupyter.
    pub fn listing(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk(&self.home(), &self.home(), &mut found);
        found.retain(|path| !path.starts_with('.'));
        found.sort();
        found
    }

    pub fn log(&self, name: &str) -> String {
        fs::read_to_string(self.stubs.join(name)).unwrap_or_default()
    }

    fn run(&self) -> Output {
        let script = self.stubs.join("on-start.sh");
        fs::write(&script, on_start(self.idle_stop_minutes)).unwrap();
        let mut command = Command::new(find_tool("bash"));
        command.arg(script).env_clear().env("PATH", self.stubs.join("bin"));
        command
            .env("STUBS", &self.stubs)
            .env("KICKSTART_ROOT", &self.root)
            .env("KICKSTART_USER", &self.user);
        command.output().unwrap()
    }

    /// Starts the instance, which nothing may ever keep from starting.
    pub fn start(&self) -> String {
        let output = self.run();
        let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.success(),
            "the script failed, which aborts the start: {told}"
        );
        told
    }
}

fn find_tool(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{name} is needed"))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn walk(folder: &Path, base: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path().is_dir() {
            true => walk(&entry.path(), base, found),
            false => found.push(entry.path().strip_prefix(base).unwrap().to_str().unwrap().to_owned()),
        }
    }
}

/// The script as Terraform's `templatefile` makes it.
pub fn on_start(idle_stop_minutes: &str) -> String {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("modules/notebook/scripts");
    let read = |name: &str| fs::read_to_string(scripts.join(name)).unwrap();
    let (copy_notebooks, idle_stop) = (read("copy-notebooks.sh"), read("idle-stop.py"));
    let values = [
        ("notebook_name", "movielens-dev"),
        ("region", "eu-central-1"),
        ("source_uri", "s3://movielens-dev-data-analysis-111122223333/notebooks/"),
        ("idle_stop_minutes", idle_stop_minutes),
        ("copy_notebooks", copy_notebooks.as_str()),
        ("idle_stop", idle_stop.as_str()),
    ];
    let mut script = String::new();
    let template = read("on-start.sh.tftpl");
    let mut rest = template.as_str();
    while let Some(at) = rest.find("${") {
        script.push_str(&rest[..at]);
        if rest[..at].ends_with('$') {
            script.push('{');
            rest = &rest[at + 2..];
            continue;
        }
        let end = at + rest[at..].find('}').unwrap();
        let name = &rest[at + 2..end];
        script.push_str(
            values
                .iter()
                .find(|(known, _)| *known == name)
                .unwrap_or_else(|| panic!("no value for {name}"))
                .1,
        );
        rest = &rest[end + 1..];
    }
    script + rest
}
