use crate::diagnostic::{Sink, visible};
use crate::facts::{BACKEND_ARGUMENTS, BACKEND_SECRETS};
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::source::{Place, Value};
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags a secret in a `backend`: a password, key or token, a URL with a password in it, or a private key.
    ///
    /// ## Why is this bad
    /// It stands in the spec, in the rendered `backend.tf`, in `.terraform/` and in every saved plan, for all who can read the
    /// repository, and stays in its history. Every backend takes its secrets from the environment.
    ///
    /// ## Example
    /// ```toml
    /// [stages.dev.backend]
    /// type = "http"
    /// address = "https://state.example.com/dev"
    /// username = "kickstart"
    /// password = "correct horse battery staple"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// # The password comes from TF_HTTP_PASSWORD.
    /// [stages.dev.backend]
    /// type = "http"
    /// address = "https://state.example.com/dev"
    /// username = "kickstart"
    /// ```
    ///
    /// ## References
    /// - [Credentials and sensitive data of backends](https://developer.hashicorp.com/terraform/language/backend#credentials-and-sensitive-data)
    pub static RULE = "backend-secret", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let stages = page.tree.entry(&["stages"]).and_then(|entry| entry.node.table());
    for stage in stages.into_iter().flat_map(|stages| stages.keys()) {
        // As it is written: a secret is one in a table with other mistakes too.
        let path = ["stages", stage, "backend"];
        let Some(backend) = page.tree.entry(&path).and_then(|entry| entry.node.table()) else {
            continue;
        };
        let kind = match backend.get("type").map(|entry| &entry.node.value) {
            Some(Value::String(kind)) => kind.as_str(),
            _ => "",
        };
        for (argument, entry) in backend {
            let known = secret(kind, argument);
            let is_secret = match &entry.node.value {
                Value::String(text) => !text.is_empty() && (known.is_some() || holds_secret(text)),
                _ => known.is_some(),
            };
            if !is_secret {
                continue;
            }
            sink.hide(Place::new(page.tree.source(), entry.node.span.clone()));
            let message = format!(
                "`{}` holds a secret, which would stand in the rendered files and in every plan",
                visible(argument)
            );
            let help = match known {
                Some((_, _, Some(variable))) => format!("leave it out, and set `{variable}` where Terraform runs"),
                _ => {
                    "leave the secret out, and give it to Terraform by the environment or `-backend-config`".to_owned()
                }
            };
            let place = Place::new(page.tree.source(), entry.key.clone());
            sink.push(RULE.finding(&place, message).help(help));
        }
    }
}

/// An argument that is a secret by its name; in a backend of no known kind, of any.
fn secret(kind: &str, argument: &str) -> Option<&'static (&'static str, &'static str, Option<&'static str>)> {
    let is_kind = |of: &str| of == kind;
    let known = kind == "s3" || BACKEND_ARGUMENTS.iter().any(|(of, _)| is_kind(of));
    let mut secrets = BACKEND_SECRETS.iter();
    secrets.find(|(of, name, _)| *name == argument && (is_kind(of) || !known))
}

/// A private key, a URL with a password, or a connection string with one.
fn holds_secret(text: &str) -> bool {
    let authority = text
        .split_once("://")
        .map(|(_, rest)| rest.split(['/', '?']).next().unwrap_or_default());
    let user = authority
        .and_then(|authority| authority.rsplit_once('@'))
        .map(|(user, _)| user);
    let in_url = user
        .and_then(|user| user.split_once(':'))
        .is_some_and(|(_, password)| !password.is_empty());
    let lowered = text.to_lowercase();
    in_url || lowered.contains("password=") || lowered.contains("private key") || lowered.contains("\"private_key\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_private_keys_are_seen_and_addresses_are_not() {
        for secret in [
            "postgres://me:pw@db.example.com/state",
            "https://me:p@w@example.com",
            "host=db password=pw",
            "-----BEGIN RSA PRIVATE KEY-----",
            "{\"private_key\": \"x\"}",
        ] {
            assert!(holds_secret(secret), "{secret}");
        }
        for plain in [
            "https://example.com:8080/a@b",
            "postgres://me@db/state",
            "http://x",
            "~/credentials.json",
            "a:b@c",
        ] {
            assert!(!holds_secret(plain), "{plain}");
        }
    }
}
