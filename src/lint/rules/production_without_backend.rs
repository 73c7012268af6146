use crate::diagnostic::Sink;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::stage::Stage;

declare_rule! {
    /// ## What it does
    /// Flags a production stage without a `backend`: one whose name begins with `prod`, or is `prd`, `live` or `main`.
    ///
    /// ## Why is this bad
    /// Terraform's state is then a file on one machine. Whoever applies from another one creates everything a second time, or
    /// fails at names that exist, and when the machine is lost the stack cannot be changed any more.
    ///
    /// ## Example
    /// ```toml
    /// [stages.prod]
    /// alarm_email = "team@example.com"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.prod]
    /// alarm_email = "team@example.com"
    /// [stages.prod.backend]
    /// type = "s3"
    /// bucket = "org-terraform-state"
    /// ```
    ///
    /// ## References
    /// - [Terraform's backends](https://developer.hashicorp.com/terraform/language/backend)
    /// - [OpenTofu's backends](https://opentofu.org/docs/language/settings/backends/configuration/)
    pub static RULE = "production-without-backend", Warning, Check::Stage(check);
}

fn check(stage: &Stage, sink: &mut Sink) {
    let local = stage.backend.as_ref().is_none_or(|backend| backend.kind == "local");
    if !stage.is_production() || !local || stage.refused.contains("backend") {
        return;
    }
    let place = stage
        .backend
        .as_ref()
        .map_or(&stage.name.place, |backend| &backend.place);
    let message = "the state of a production stage would be a file on one machine";
    sink.push(
        RULE.finding(place, message)
            .help("write a backend, such as `backend = { type = \"s3\", bucket = \"…\" }`"),
    );
}
