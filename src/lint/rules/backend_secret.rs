use crate::diagnostic::Sink;
use crate::facts::BACKEND_SECRETS;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::{Page, Scalar};

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
    for (stage, written) in &page.spec.stages {
        let Some(backend) = &written.backend else {
            continue;
        };
        let kind = backend.kind.as_deref().unwrap_or_default();
        for (argument, value) in &backend.arguments {
            let known = BACKEND_SECRETS
                .iter()
                .find(|(of, name, _)| *of == kind && name == argument);
            let Scalar::String(text) = value else {
                continue;
            };
            if text.is_empty() || (known.is_none() && !holds_secret(text)) {
                continue;
            }
            // The value itself is never shown: findings end up in logs.
            let message = format!(
                "`{argument}` holds a secret, which would stand in the spec, the rendered files and every plan"
            );
            let help = match known {
                Some((_, _, Some(variable))) => format!("leave it out, and set `{variable}` where Terraform runs"),
                _ => {
                    "leave the secret out, and give it to Terraform by the environment or `-backend-config`".to_owned()
                }
            };
            let place = page.tree.key_place(&["stages", stage, "backend", argument]);
            sink.push(RULE.finding(&place, message).help(help));
        }
    }
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
