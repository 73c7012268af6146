//! The notebook's start script, run for real in a folder that stands for the instance: `aws`, `systemd-run` and `runuser` are
//! stand-ins that write down how they were called, everything else is the machine's own.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{SystemTime, UNIX_EPOCH};

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
struct Instance {
    root: PathBuf,
    stubs: PathBuf,
    idle_stop_minutes: &'static str,
    user: String,
}

impl Instance {
    fn new(name: &str) -> Self {
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

    fn stub(&self, name: &str, text: &str) {
        let path = self.stubs.join("bin").join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn upload(&self, path: &str, text: &str) {
        write(&self.stubs.join("bucket").join(path), text);
    }

    fn home(&self) -> PathBuf {
        self.root.join("home/ec2-user/SageMaker")
    }

    fn edit(&self, path: &str, text: &str) {
        write(&self.home().join(path), text);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.home().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Paths of all files that a person sees in Jupyter.
    fn listing(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk(&self.home(), &self.home(), &mut found);
        found.retain(|path| !path.starts_with('.'));
        found.sort();
        found
    }

    fn log(&self, name: &str) -> String {
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
    fn start(&self) -> String {
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
fn on_start(idle_stop_minutes: &str) -> String {
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

#[test]
fn the_script_fits_and_has_unix_line_ends() {
    let script = on_start("525600");
    assert!(script.len() < 12_288, "{} bytes", script.len());
    assert!(!script.contains('\r'));
    assert!(script.starts_with("#!/usr/bin/env bash\n"));
}

#[test]
fn a_first_start_copies_all_notebooks() {
    let instance = Instance::new("first");
    instance.upload("data-exploration.ipynb", "one");
    instance.upload("deep er/prices & more.ipynb", "two");
    instance.start();
    assert_eq!(
        instance.listing(),
        ["data-exploration.ipynb", "deep er/prices & more.ipynb"]
    );
    assert_eq!(instance.read("deep er/prices & more.ipynb"), "two");
    let call = instance.log("aws.log");
    assert!(
        call.contains("s3://movielens-dev-data-analysis-111122223333/notebooks/")
            && call.contains("--region eu-central-1"),
        "{call}"
    );
}

#[test]
fn a_second_start_changes_nothing() {
    let instance = Instance::new("second");
    instance.upload("a.ipynb", "one");
    instance.start();
    let modified = |path: &str| fs::metadata(instance.home().join(path)).unwrap().modified().unwrap();
    let before = modified("a.ipynb");
    let manifest = instance.read(".kickstart-notebooks");
    instance.start();
    assert_eq!(modified("a.ipynb"), before);
    assert_eq!(instance.read(".kickstart-notebooks"), manifest);
}

#[test]
fn an_unchanged_older_copy_is_replaced() {
    let instance = Instance::new("older");
    instance.upload("a.ipynb", "one");
    instance.start();
    instance.upload("a.ipynb", "two");
    instance.start();
    assert_eq!(instance.read("a.ipynb"), "two");
    assert_eq!(instance.listing(), ["a.ipynb"]);
}

#[test]
fn a_changed_file_is_kept_and_each_new_version_is_put_beside_it_once() {
    let instance = Instance::new("changed");
    instance.upload("a.ipynb", "one");
    instance.start();
    instance.edit("a.ipynb", "mine");
    instance.start();
    assert_eq!(
        instance.listing(),
        ["a.ipynb"],
        "nothing new in the bucket, so nothing beside it"
    );

    instance.upload("a.ipynb", "two");
    let told = instance.start();
    assert!(
        told.contains("a.ipynb was changed here, the new version is a.new.ipynb"),
        "{told}"
    );
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "two".into())
    );

    fs::remove_file(instance.home().join("a.new.ipynb")).unwrap();
    instance.start();
    assert_eq!(instance.listing(), ["a.ipynb"], "what was deleted does not come back");

    instance.upload("a.ipynb", "three");
    instance.start();
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "three".into())
    );
}

#[test]
fn a_new_version_that_was_changed_too_is_kept_as_well() {
    let instance = Instance::new("changed-new");
    instance.upload("a.ipynb", "one");
    instance.edit("a.ipynb", "mine");
    instance.start();
    instance.edit("a.new.ipynb", "mine too");
    instance.upload("a.ipynb", "two");
    instance.start();
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "mine too".into())
    );
    let third = instance
        .listing()
        .into_iter()
        .find(|path| path.starts_with("a.new-"))
        .unwrap();
    assert_eq!(instance.read(&third), "two");
}

#[test]
fn a_file_that_was_there_before_is_kept() {
    let instance = Instance::new("there-before");
    instance.edit("a.ipynb", "mine");
    instance.upload("a.ipynb", "one");
    instance.start();
    assert_eq!(
        (instance.read("a.ipynb"), instance.read("a.new.ipynb")),
        ("mine".into(), "one".into())
    );
}

#[test]
fn a_deleted_notebook_comes_back() {
    let instance = Instance::new("deleted");
    instance.upload("a.ipynb", "one");
    instance.start();
    fs::remove_file(instance.home().join("a.ipynb")).unwrap();
    instance.start();
    assert_eq!(instance.read("a.ipynb"), "one");
}

#[test]
fn links_and_folders_in_the_way_are_left_alone() {
    let instance = Instance::new("links");
    let secret = instance.root.join("secret");
    fs::write(&secret, "secret").unwrap();
    fs::create_dir_all(instance.home().join("folder.ipynb")).unwrap();
    symlink(&secret, instance.home().join("link.ipynb")).unwrap();
    symlink("nowhere", instance.home().join("dangling.ipynb")).unwrap();
    for name in ["folder.ipynb", "link.ipynb", "dangling.ipynb"] {
        instance.upload(name, "new");
    }
    instance.start();
    assert_eq!(fs::read_to_string(&secret).unwrap(), "secret");
    for name in ["folder.new.ipynb", "link.new.ipynb", "dangling.new.ipynb"] {
        assert_eq!(instance.read(name), "new");
    }
}

#[test]
fn without_the_bucket_it_starts_and_keeps_what_is_there() {
    let instance = Instance::new("no-bucket");
    instance.upload("a.ipynb", "one");
    instance.start();
    let manifest = instance.read(".kickstart-notebooks");
    fs::remove_dir_all(instance.stubs.join("bucket")).unwrap();
    let told = instance.start();
    assert!(
        told.contains("cannot be read; the notebooks stay as they are"),
        "{told}"
    );
    assert_eq!(
        (instance.read("a.ipynb"), instance.read(".kickstart-notebooks")),
        ("one".into(), manifest)
    );

    instance.stub("aws", "#!/usr/bin/env bash\nexec env python3-is-not-here\n");
    instance.start();
}

#[test]
fn the_notebooks_belong_to_the_notebook_user() {
    let mut instance = Instance::new("user");
    instance.user = "ec2-user".to_owned();
    instance.upload("a.ipynb", "one");
    instance.stub(
        "runuser",
        "#!/usr/bin/env bash\necho \"$*\" >\"$STUBS/runuser.log\"\nshift 3\nexec \"$@\"\n",
    );
    instance.start();
    let call = instance.log("runuser.log");
    assert!(call.starts_with("-u ec2-user -- env HOME="), "{call}");
    assert_eq!(instance.read("a.ipynb"), "one");
}

#[test]
fn no_idle_stop_unless_asked_for() {
    let instance = Instance::new("no-idle-stop");
    instance.stub("systemd-run", "#!/usr/bin/env bash\ntouch \"$STUBS/systemd-run.log\"\n");
    instance.start();
    assert!(!instance.stubs.join("systemd-run.log").exists());
    assert!(!instance.root.join("usr").exists());
}

#[test]
fn without_systemd_cron_does_it() {
    let mut instance = Instance::new("cron");
    instance.idle_stop_minutes = "60";
    instance.start();
    let line = fs::read_to_string(instance.root.join("etc/cron.d/kickstart-idle-stop")).unwrap();
    assert!(
        line.starts_with(&format!("*/5 * * * * {} env PATH=", instance.user)) && line.contains(" --minutes 60 "),
        "{line}"
    );
}

#[test]
fn a_timer_that_cannot_be_set_does_not_keep_it_from_starting() {
    let mut instance = Instance::new("no-timer");
    instance.idle_stop_minutes = "60";
    instance.stub("systemd-run", "#!/usr/bin/env bash\nexit 1\n");
    assert!(instance.start().contains("does not stop when idle"));
}

/// Runs the job that the timer got, `minutes` after the start, against a Jupyter that gives these answers; returns what it said.
fn idle_job(name: &str, minutes: u64, sessions: &str, terminals: &str) -> (Instance, String) {
    let mut instance = Instance::new(name);
    instance.idle_stop_minutes = "60";
    instance.stub(
        "systemd-run",
        "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >\"$STUBS/systemd-run.log\"\n",
    );
    instance.start();
    fs::remove_file(instance.stubs.join("aws.log")).unwrap();

    let log = instance.log("systemd-run.log");
    let mut job: Vec<String> = log
        .lines()
        .filter(|word| {
            !["--unit=", "--on-", "--uid="]
                .iter()
                .any(|option| word.starts_with(option))
        })
        .map(str::to_owned)
        .collect();
    let started = job.iter().position(|word| word == "--started").unwrap() + 1;
    assert!(now() - job[started].parse::<u64>().unwrap() < 60);
    job[started] = (now() - 60 * minutes).to_string();

    let jupyter = serve(sessions.to_owned(), terminals.to_owned());
    let output = Command::new(&job[0])
        .args(&job[1..])
        .env("KICKSTART_JUPYTER", jupyter)
        .env("STUBS", &instance.stubs)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (instance, told)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// A Jupyter server that knows two addresses.
fn serve(sessions: String, terminals: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap_or(0);
            let body = match String::from_utf8_lossy(&request[..length]).contains("/api/sessions") {
                true => &sessions,
                false => &terminals,
            };
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

fn session(state: &str, last_activity: &str) -> String {
    format!(r#"[{{"kernel": {{"execution_state": "{state}", "last_activity": "{last_activity}"}}}}]"#)
}

const LONG_AGO: &str = "2026-01-31T12:00:00.123456Z";
const STOP: &str = "sagemaker stop-notebook-instance --notebook-instance-name movielens-dev --region eu-central-1";

#[test]
fn an_idle_instance_stops_itself() {
    let (instance, told) = idle_job(
        "idle",
        90,
        &session("idle", LONG_AGO),
        &format!(r#"[{{"last_activity": "{LONG_AGO}"}}]"#),
    );
    assert!(told.contains("idle for 90 minutes"), "{told}");
    assert_eq!(instance.log("aws.log").trim(), STOP);
}

#[test]
fn an_instance_that_nobody_ever_used_stops_itself() {
    let (instance, _) = idle_job("unused", 61, "[]", "[]");
    assert_eq!(instance.log("aws.log").trim(), STOP);
}

#[test]
fn a_young_instance_stays_up() {
    let (instance, told) = idle_job("young", 59, &session("idle", LONG_AGO), "[]");
    assert_eq!(instance.log("aws.log"), "", "{told}");
}

#[test]
fn a_busy_kernel_keeps_the_instance_up() {
    let (instance, told) = idle_job("busy", 600, &session("busy", LONG_AGO), "[]");
    assert_eq!(instance.log("aws.log"), "", "{told}");
}

#[test]
fn activity_in_a_notebook_or_a_terminal_keeps_the_instance_up() {
    let future = "2999-01-01T00:00:00Z";
    for (name, sessions, terminals) in [
        ("active-notebook", session("idle", future), "[]".to_owned()),
        (
            "active-terminal",
            "[]".to_owned(),
            format!(r#"[{{"last_activity": "{future}"}}]"#),
        ),
    ] {
        let (instance, told) = idle_job(name, 600, &sessions, &terminals);
        assert_eq!(instance.log("aws.log"), "", "{told}");
    }
}

#[test]
fn an_answer_that_is_not_understood_keeps_the_instance_up() {
    let (instance, told) = idle_job("unclear", 600, r#"{"message": "Forbidden"}"#, "[]");
    assert_eq!(instance.log("aws.log"), "", "{told}");
    assert!(told.contains("Jupyter does not say what it is doing"), "{told}");
}
