use crate::diagnostic::{Fix, Sink, closest, list, slip_of, visible};
use crate::facts::{BACKEND_ARGUMENTS, BACKEND_SECRETS};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags an argument that a backend, other than `s3`, does not have in Terraform 1.11 or OpenTofu 1.12. For `s3`,
    /// `unknown-key` does so.
    ///
    /// ## Why is this bad
    /// `init` refuses it with `Unsupported argument`. It is a warning, since a newer release may know more.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.backend]
    /// type = "gcs"
    /// bucket = "org-terraform-state"
    /// prefx = "movielens/dev"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.dev.backend]
    /// type = "gcs"
    /// bucket = "org-terraform-state"
    /// prefix = "movielens/dev"
    /// ```
    ///
    /// ## References
    /// - [Terraform's backends](https://developer.hashicorp.com/terraform/language/backend)
    /// - [OpenTofu's backends](https://opentofu.org/docs/language/settings/backends/configuration/)
    pub static RULE = "unknown-backend-argument", Warning, Check::Page(check), fix = "writes the argument that the name is plainly a slip of";
}

fn check(page: &Page, sink: &mut Sink) {
    for (stage, written) in &page.spec.stages {
        let Some(backend) = &written.backend else { continue };
        let kind = backend.kind.as_deref().unwrap_or_default();
        let Some((_, known)) = BACKEND_ARGUMENTS.iter().find(|(of, _)| *of == kind) else {
            continue;
        };
        for argument in backend
            .arguments
            .keys()
            .filter(|argument| !known.contains(&argument.as_str()))
        {
            // Nobody is led to write a secret.
            let is_secret = |name: &str| {
                BACKEND_SECRETS
                    .iter()
                    .any(|(of, secret, _)| *of == kind && *secret == name)
            };
            let open = known.iter().copied().filter(|name| !is_secret(name));
            let help = match closest(argument, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it takes {}", list(open.clone())),
            };
            let message = format!(
                "the backend `{kind}` knows no `{}`: `init` refuses it",
                visible(argument)
            );
            let path = ["stages", stage, "backend", argument];
            let slip = slip_of(argument, open.filter(|name| !backend.arguments.contains_key(*name)));
            let fix = slip.map(|slip| Fix::rename(page.tree.source(), &path, slip));
            let finding = RULE.finding(&page.tree.key_place(&path), message);
            sink.push(finding.help(help).maybe_fix(fix));
        }
    }
}
