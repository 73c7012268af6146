//! The local AWS as a child process: commands go to its standard input, answers come from its standard output.

use crate::support::process::{command, run, said};
use crate::support::tools::{Engine, engines, settle, trino};
use crate::support::trees::root;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::OnceLock;

/// The account that the local AWS is.
pub const ACCOUNT: &str = "111122223333";

/// What a test of a stack needs.
#[derive(Debug, Clone)]
pub struct Tools {
    /// Applies the stack.
    pub engine: Engine,
    /// Has the packages of `tests/aws/requirements.txt`.
    pub python: PathBuf,
}

/// The engine that `KICKSTART_TF` names, or the first that is here, Python with moto, and Trino built; None, aloud, where one
/// lacks.
#[track_caller]
pub fn tools() -> Option<Tools> {
    let engine = match std::env::var("KICKSTART_TF") {
        Err(_) => engines().into_iter().next()?,
        Ok(name) => {
            assert!(
                ["tofu", "terraform"].contains(&name.as_str()),
                "KICKSTART_TF names `{name}`"
            );
            engines().into_iter().find(|engine| engine.name == name)?
        }
    };
    static PYTHON: OnceLock<Option<PathBuf>> = OnceLock::new();
    // The local AWS starts it itself; here it is only built, once.
    trino()?;
    let python = PYTHON.get_or_init(|| settle("moto", environment())).clone()?;
    Some(Tools { engine, python })
}

/// A virtual environment below `target/`, named after the pins and the Python that it is for, so that it is made once.
fn environment() -> Result<PathBuf, String> {
    let requirements = root().join("tests/aws/requirements.txt");
    let pins = std::fs::read(&requirements).map_err(|error| error.to_string())?;
    let version = run(command("python3").arg("--version"))?;
    let name = format!("python-{:016x}", hash(&[pins.as_slice(), version.stdout.as_slice()]));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("local-aws");
    let (made, python) = (folder.join(&name), folder.join(&name).join("bin/python"));
    if made.join("complete").exists() {
        return Ok(python);
    }
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    // Made beside its place: an interrupted run leaves no half of one, and of two runs at once the first wins.
    let scratch = tempfile::tempdir_in(&folder).map_err(|error| error.to_string())?;
    succeed(command("python3").args(["-m", "venv"]).arg(scratch.path()))?;
    succeed(
        command(scratch.path().join("bin/python"))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "-r",
            ])
            .arg(&requirements),
    )?;
    std::fs::write(scratch.path().join("complete"), "").map_err(|error| error.to_string())?;
    match std::fs::rename(scratch.path(), &made) {
        Ok(()) => Ok(python),
        Err(_) if made.join("complete").exists() => Ok(python),
        Err(error) => Err(error.to_string()),
    }
}

fn succeed(command: &mut std::process::Command) -> Result<(), String> {
    let output = run(command)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{command:?} fails: {}", said(&output)))
    }
}

/// FNV-1a: a short name for what bytes hold, the same in every run.
fn hash(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// An AWS of its own, gone when dropped.
pub struct Aws {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// Where it listens, `http://127.0.0.1:…`.
    pub endpoint: String,
}

impl Aws {
    /// Starts one. Its log lies in the folder.
    pub fn start(tools: &Tools, folder: &Path) -> Aws {
        let mut child = command(&tools.python)
            .args(["-m", "local_aws", "--log"])
            .arg(folder.join("local-aws.log"))
            .env("PYTHONPATH", root().join("tests/aws"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the local AWS starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        let mut aws = Aws {
            child,
            input,
            output,
            endpoint: String::new(),
        };
        aws.endpoint = aws.answer()["endpoint"].as_str().expect("an endpoint").to_owned();
        aws
    }

    /// Asks for something that is no AWS call, see `tests/aws/local_aws/commands.py`.
    pub fn ask(&mut self, command: &Value) -> Value {
        let input = self.input.as_mut().expect("it runs");
        writeln!(input, "{command}").expect("the local AWS listens");
        self.answer()
    }

    /// Makes an AWS call that must succeed.
    #[track_caller]
    pub fn call(&mut self, region: &str, service: &str, operation: &str, parameters: Value) -> Value {
        let mut answer = self.ask(&json!({
            "do": "call", "region": region, "service": service, "operation": operation, "parameters": parameters,
        }));
        assert!(
            answer.get("error").is_none(),
            "{service}.{operation}({parameters}): {answer}"
        );
        answer["answer"].take()
    }

    /// Puts a local file into a bucket.
    #[track_caller]
    pub fn upload(&mut self, region: &str, bucket: &str, key: &str, file: &Path) {
        let parameters = json!({"Bucket": bucket, "Key": key, "Body": format!("@{}", file.display())});
        self.call(region, "s3", "put_object", parameters);
    }

    /// What an object holds, by its `s3://` address.
    #[track_caller]
    pub fn text(&mut self, region: &str, address: &str) -> String {
        let (bucket, key) = address
            .strip_prefix("s3://")
            .and_then(|rest| rest.split_once('/'))
            .expect("an address");
        let object = self.call(region, "s3", "get_object", json!({"Bucket": bucket, "Key": key}));
        object["Body"].as_str().expect("a body").to_owned()
    }

    /// Everything that exists.
    pub fn left(&mut self, region: &str) -> Vec<String> {
        let answer = self.ask(&json!({"do": "left", "regions": [region]}));
        let left = answer["left"].as_array().expect("a list");
        left.iter()
            .map(|one| one.as_str().expect("a name").to_owned())
            .collect()
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the local AWS answers");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the local AWS broke; it said {line:?}"))
    }
}

impl Drop for Aws {
    fn drop(&mut self) {
        // It ends with its standard input.
        drop(self.input.take());
        let _ = self.child.wait();
    }
}
