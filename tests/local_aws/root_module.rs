//! A rendered root module in its folder: rendered, applied, planned, destroyed.

use crate::aws::{ACCOUNT, Tools};
use crate::support::process::{command, said};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;
use std::sync::Arc;
use tempfile::TempDir;

/// Which stack of a spec.
#[derive(Debug, Clone, Copy)]
pub enum Choice {
    /// A shared stage.
    Stage(&'static str),
    /// The sandbox of this owner.
    Sandbox(&'static str),
}

/// A stack's root module, beside its spec, and the AWS that it talks to.
pub struct RootModule {
    /// `project-stage`, or `project-owner`.
    pub name: String,
    choice: Choice,
    endpoint: String,
    tools: Tools,
    scratch: Arc<TempDir>,
}

impl RootModule {
    /// Of the spec in the sub-folder `spec` of a scratch folder, not rendered yet.
    pub fn of(tools: &Tools, scratch: &Arc<TempDir>, endpoint: &str, choice: Choice) -> RootModule {
        let (Choice::Stage(rest) | Choice::Sandbox(rest)) = choice;
        let text = std::fs::read_to_string(scratch.path().join("spec/stage.toml")).expect("the spec is there");
        let spec: toml::Table = text.parse().expect("the spec is TOML");
        RootModule {
            name: format!("{}-{rest}", spec["project"]["name"].as_str().expect("a name")),
            choice,
            endpoint: endpoint.to_owned(),
            tools: tools.clone(),
            scratch: Arc::clone(scratch),
        }
    }

    /// Another sandbox of the same spec, on the same AWS.
    pub fn beside(&self, owner: &'static str) -> RootModule {
        RootModule::of(&self.tools, &self.scratch, &self.endpoint, Choice::Sandbox(owner))
    }

    /// The folder of the spec.
    pub fn spec_folder(&self) -> PathBuf {
        self.scratch.path().join("spec")
    }

    /// Where the stack is rendered to.
    pub fn folder(&self) -> PathBuf {
        self.scratch.path().join("out").join(&self.name)
    }

    /// The stack's bucket of this kind (`raw-data`, …).
    pub fn bucket(&self, kind: &str) -> String {
        format!("{}-{kind}-{ACCOUNT}", self.name)
    }

    /// Replaces a text of a file beside the spec; it must be there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.spec_folder().join(file);
        let text = std::fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{file} does not hold {from:?}");
        std::fs::write(&path, text.replace(from, to)).expect("the file is written");
    }

    /// Renders the stack.
    #[track_caller]
    pub fn render(&self) {
        let (option, value) = match self.choice {
            Choice::Stage(name) => ("--stage", name),
            Choice::Sandbox(owner) => ("--sandbox", owner),
        };
        let output = command(env!("CARGO_BIN_EXE_kickstart"))
            .arg("render")
            .arg(self.spec_folder().join("stage.toml"))
            .args([option, value, "--out"])
            .arg(self.scratch.path().join("out"))
            .output()
            .expect("kickstart starts");
        assert!(output.status.success(), "render: {}", said(&output));
        assert!(self.folder().join("main.tf").is_file(), "{} is not rendered", self.name);
    }

    /// `init` and `apply`, then a plan that finds nothing to do.
    #[track_caller]
    pub fn apply(&self) {
        self.deploy();
        self.assert_nothing_to_do();
    }

    /// `init` and `apply`.
    #[track_caller]
    pub fn deploy(&self) {
        self.succeed(&["init", "-input=false"]);
        self.succeed(&["apply", "-auto-approve", "-input=false", "-parallelism=30"]);
    }

    /// A plan, which looks at everything that was applied, finds nothing to do.
    #[track_caller]
    pub fn assert_nothing_to_do(&self) {
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

    /// Destroys what was applied.
    #[track_caller]
    pub fn tear_down(&self) {
        self.succeed(&["destroy", "-auto-approve", "-input=false", "-parallelism=30"]);
    }

    /// Tries to destroy the stack, and returns what the engine said when it refused.
    #[track_caller]
    pub fn refuse_to_destroy(&self) -> String {
        let output = self.engine(&["destroy", "-auto-approve", "-input=false", "-parallelism=30"]);
        assert!(!output.status.success(), "destroy went through: {}", said(&output));
        said(&output)
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
            .env("AWS_ENDPOINT_URL", &self.endpoint)
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
