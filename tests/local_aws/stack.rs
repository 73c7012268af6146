//! A stack from its spec to its end: rendered, applied, asked, destroyed.

use crate::aws::{ACCOUNT, Aws, Tools};
use crate::support::process::{command, said};
use crate::support::trees::{copy, root};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

/// A stack of an example in a folder and an AWS of its own.
pub struct Stack {
    /// Where it runs.
    pub aws: Aws,
    /// `project-stage`.
    pub name: String,
    /// The stage's region.
    pub region: &'static str,
    tools: Tools,
    // Last, since the processes write into it.
    scratch: TempDir,
}

impl Stack {
    /// A copy of an example's spec, ready to be changed and rendered, and an empty AWS.
    pub fn of(tools: &Tools, example: &str, stage: &str, region: &'static str) -> Stack {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        copy(&root().join("examples").join(example), &scratch.path().join("spec"));
        Stack {
            aws: Aws::start(tools, scratch.path()),
            name: format!("{example}-{stage}"),
            region,
            tools: tools.clone(),
            scratch,
        }
    }

    /// The folder of the spec.
    pub fn spec_folder(&self) -> PathBuf {
        self.scratch.path().join("spec")
    }

    /// Where the stack is rendered to.
    pub fn folder(&self) -> PathBuf {
        self.scratch.path().join("out").join(&self.name)
    }

    /// Replaces a text of a file beside the spec; it must be there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.spec_folder().join(file);
        let text = std::fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{file} does not hold {from:?}");
        std::fs::write(&path, text.replace(from, to)).expect("the file is written");
    }

    /// Renders the stack, a sandbox by its owner.
    #[track_caller]
    pub fn render(&self) {
        let stage = self.name.split_once('-').map_or("", |(_, stage)| stage);
        let choice = if self.name.ends_with("-bob") {
            "--sandbox"
        } else {
            "--stage"
        };
        let output = command(env!("CARGO_BIN_EXE_kickstart"))
            .arg("render")
            .arg(self.spec_folder().join("stage.toml"))
            .args([choice, stage, "--out"])
            .arg(self.scratch.path().join("out"))
            .output()
            .expect("kickstart starts");
        assert!(output.status.success(), "render: {}", said(&output));
    }

    /// `init` and `apply`, then a plan that finds nothing to do.
    #[track_caller]
    pub fn apply(&self) {
        self.succeed(&["init", "-input=false"]);
        self.succeed(&["apply", "-auto-approve", "-input=false", "-parallelism=30"]);
        let plan = self.engine(&["plan", "-input=false", "-detailed-exitcode", "-parallelism=30"]);
        assert_eq!(
            plan.status.code(),
            Some(0),
            "a second plan has changes: {}",
            said(&plan)
        );
    }

    /// What the next apply would do: actions by address, without what stays.
    #[track_caller]
    pub fn planned(&self) -> Vec<(String, String)> {
        self.succeed(&["plan", "-input=false", "-out=plan", "-parallelism=30"]);
        let plan: Value = serde_json::from_slice(&self.succeed(&["show", "-json", "plan"]).stdout).expect("a plan");
        let changes = plan["resource_changes"].as_array().expect("changes");
        let mut found: Vec<(String, String)> = changes
            .iter()
            .map(|change| {
                let actions = change["change"]["actions"].as_array().expect("actions");
                let actions: Vec<&str> = actions.iter().filter_map(Value::as_str).collect();
                (
                    change["address"].as_str().expect("an address").to_owned(),
                    actions.join("+"),
                )
            })
            .filter(|(_, action)| action != "no-op" && action != "read")
            .collect();
        found.sort();
        found
    }

    /// The values of the outputs.
    #[track_caller]
    pub fn outputs(&self) -> Value {
        let output = self.succeed(&["output", "-json"]);
        let outputs: Value = serde_json::from_slice(&output.stdout).expect("outputs");
        let outputs = outputs.as_object().expect("an object");
        outputs
            .iter()
            .map(|(name, output)| (name.clone(), output["value"].clone()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    /// Destroys the stack; nothing is left but what was there before.
    #[track_caller]
    pub fn destroy(mut self, before: &[String]) {
        self.succeed(&["destroy", "-auto-approve", "-input=false", "-parallelism=30"]);
        assert_eq!(self.aws.left(self.region), before, "what is left after destroy");
    }

    /// Tries to destroy the stack, and returns what the engine said when it refused.
    #[track_caller]
    pub fn refuse_to_destroy(&self) -> String {
        let output = self.engine(&["destroy", "-auto-approve", "-input=false", "-parallelism=30"]);
        assert!(!output.status.success(), "destroy went through: {}", said(&output));
        said(&output)
    }

    /// The stack's bucket of this kind (`raw-data`, …).
    pub fn bucket(&self, kind: &str) -> String {
        format!("{}-{kind}-{ACCOUNT}", self.name)
    }

    /// Puts a local file into the raw data, where the crawler finds it.
    #[track_caller]
    pub fn upload(&mut self, key: &str, file: &Path) {
        let bucket = self.bucket("raw-data");
        self.aws.upload(self.region, &bucket, key, file);
    }

    /// Makes an AWS call in the stack's region.
    #[track_caller]
    pub fn call(&mut self, service: &str, operation: &str, parameters: Value) -> Value {
        self.aws.call(self.region, service, operation, parameters)
    }

    #[track_caller]
    fn succeed(&self, arguments: &[&str]) -> Output {
        let output = self.engine(arguments);
        assert!(
            output.status.success(),
            "{} {}: {}",
            self.tools.engine.name,
            arguments.join(" "),
            said(&output)
        );
        output
    }

    /// Runs the engine in the stack's folder, without a colour and without any AWS but ours. Not through `process::run`:
    /// an apply mostly waits, and several of them fit beside each other.
    fn engine(&self, arguments: &[&str]) -> Output {
        let mut call = command(&self.tools.engine.program);
        call.args(arguments)
            .current_dir(self.folder())
            .env("TF_CLI_ARGS", "-no-color")
            .env("AWS_ENDPOINT_URL", &self.aws.endpoint)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_CONFIG_FILE", self.scratch.path().join("no-config"))
            .env(
                "AWS_SHARED_CREDENTIALS_FILE",
                self.scratch.path().join("no-credentials"),
            )
            .env("NO_PROXY", "127.0.0.1");
        call.output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.tools.engine.program.display()))
    }
}
