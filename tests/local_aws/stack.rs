//! A stack from its spec to its end: its root module, and an AWS of its own.

use crate::aws::{Aws, Tools};
use crate::root_module::{Choice, RootModule};
use crate::support::trees::{copy, root};
use serde_json::Value;
use std::io::Write as _;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

/// A stack of an example in a folder and an AWS of its own.
pub struct Stack {
    /// Where it runs.
    pub aws: Aws,
    /// The stage's region.
    pub region: &'static str,
    // Last, since the AWS writes into its folder.
    root_module: Arc<RootModule>,
}

impl Deref for Stack {
    type Target = RootModule;

    fn deref(&self) -> &RootModule {
        &self.root_module
    }
}

impl Stack {
    /// A copy of an example's spec, ready to be changed and rendered, and an empty AWS.
    pub fn of(tools: &Tools, example: &str, choice: Choice, region: &'static str) -> Stack {
        let keep = std::env::var_os("KICKSTART_KEEP").is_some();
        let scratch = tempfile::Builder::new().disable_cleanup(keep).tempdir();
        let scratch = Arc::new(scratch.expect("a scratch folder"));
        copy(&root().join("examples").join(example), &scratch.path().join("spec"));
        let aws = Aws::start(tools, scratch.path());
        if keep {
            // Past the capture of the test harness, for who wants to look into it while it runs.
            let folder = scratch.path().display();
            let _ = writeln!(std::io::stderr(), "{example}: {} and {folder}", aws.endpoint);
        }
        Stack {
            root_module: Arc::new(RootModule::of(tools, &scratch, &aws.endpoint, choice)),
            aws,
            region,
        }
    }

    /// Does this with the stack while a second plan, which must find nothing to do, looks at all that was applied: putting
    /// data into a stack and running it change nothing that the engine knows.
    #[track_caller]
    pub fn beside_a_plan<R>(&mut self, work: impl FnOnce(&mut Stack) -> R) -> R {
        let root_module = Arc::clone(&self.root_module);
        std::thread::scope(|scope| {
            let plan = scope.spawn(move || root_module.assert_nothing_to_do());
            let done = work(self);
            if let Err(panic) = plan.join() {
                std::panic::resume_unwind(panic);
            }
            done
        })
    }

    /// Everything that exists.
    pub fn left(&mut self) -> Vec<String> {
        self.aws.left(self.region)
    }

    /// Destroys the stack; nothing is left but what was there before.
    #[track_caller]
    pub fn destroy(mut self, before: &[String]) {
        self.tear_down();
        assert_eq!(self.left(), before, "what is left after destroy");
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
}
