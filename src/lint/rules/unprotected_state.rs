use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Scalar;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags `encrypt = false` and `use_lockfile = false` in an `s3` backend.
    ///
    /// ## Why is this bad
    /// Without a lock, two applies at once write over each other's state, and what the loser made is in no state any more.
    /// Without `encrypt`, the key of `kms_key_id` is not used.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.backend]
    /// type = "s3"
    /// bucket = "org-terraform-state"
    /// use_lockfile = false
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.backend]
    /// type = "s3"
    /// bucket = "org-terraform-state"
    /// ```
    ///
    /// ## References
    /// - [The backend `s3`](https://developer.hashicorp.com/terraform/language/backend/s3)
    pub static RULE = "unprotected-state", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let Some(backend) = stage.backend.as_ref().filter(|backend| backend.kind == "s3") else {
        return;
    };
    for (argument, message) in [
        (
            "encrypt",
            "the state is not encrypted as the backend could: it holds every value of the stack",
        ),
        (
            "use_lockfile",
            "nothing keeps two applies apart: they would write over each other's state",
        ),
    ] {
        let off = backend.arguments.get(argument) == Some(&Scalar::Boolean(false));
        if let Some(place) = backend.places.get(argument).filter(|_| off) {
            sink.push(
                RULE.finding(place, message)
                    .help("leave the line out: it is on by default"),
            );
        }
    }
}
