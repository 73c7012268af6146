//! Which paths can be ours at all.
//!
//! A manifest is a file that anybody may have edited, so it is never believed about a path that this tool would not write:
//! it must be plain (nothing that leaves the folder or that a file system reads in another way), must not be one of
//! Terraform's or the user's own, and must be in the layout that the caller declares.

/// The paths that a caller ever writes, as patterns: `main.tf`, `queries/*.sql` (one `*` within a name) or `modules/**`
/// (anything below the folder).
#[derive(Clone, Copy, Debug)]
pub struct Layout(pub &'static [&'static str]);

impl Layout {
    /// Whether a file of ours may have this path. The reason, for people, when not.
    pub(super) fn admits(self, path: &str) -> Result<(), &'static str> {
        plain(path)?;
        not_reserved(path)?;
        if self.0.iter().any(|pattern| matches(pattern, path)) {
            Ok(())
        } else {
            Err("kickstart writes no such file")
        }
    }
}

/// The ending of what is written beside a file's place before it is renamed into it.
pub(super) const TEMPORARY: &str = ".kickstart-new";

/// `modules/bucket/main.tf` → `modules/bucket/.main.tf.kickstart-new`. Terraform reads no file whose name begins with a dot.
pub(super) fn temporary(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}{TEMPORARY}"),
        None => format!(".{path}{TEMPORARY}"),
    }
}

/// A single plain name, for the stack's own folder.
pub(super) fn plain_name(name: &str) -> Result<(), &'static str> {
    if name.contains('/') {
        Err("has a slash in it")
    } else {
        plain(name)
    }
}

/// Relative, and read alike by every file system: ASCII letters, digits, `.`, `_` and `-` only, so no `..`, no drive
/// letter, no NTFS stream, no short name (`TERRAF~1`), no character that a file system drops or normalises.
fn plain(path: &str) -> Result<(), &'static str> {
    if path.len() > 1024 {
        return Err("is longer than 1,024 bytes");
    }
    for name in path.split('/') {
        if name.is_empty() {
            return Err("is empty, absolute or has an empty folder name in it");
        }
        if name.starts_with("..") || name == "." {
            return Err("has `.` or `..` for a folder");
        }
        if name.len() > 200 {
            return Err("has a name longer than 200 bytes");
        }
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
        {
            return Err("has other characters than letters, digits, `.`, `_` and `-`");
        }
        if name.ends_with('.') || is_device(name) {
            return Err("is a name that Windows reads in another way");
        }
    }
    Ok(())
}

/// `con`, `nul.txt`, `com1`: Windows opens a device, whatever the folder.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |prefix| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes().iter().all(u8::is_ascii_digit))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Terraform's and OpenTofu's own files and the user's: state, locks, variables, overrides, plans, crash logs; git's
/// folder, and what this room keeps for itself. Compared without case, since some file systems do.
fn not_reserved(path: &str) -> Result<(), &'static str> {
    let lower = path.to_ascii_lowercase();
    for name in lower.split('/') {
        if matches!(name, ".terraform" | ".git") || name.starts_with("terraform.tfstate") {
            return Err("belongs to Terraform or git");
        }
        if name == ".kickstart" || name.ends_with(TEMPORARY) {
            return Err("is kept for kickstart's own records");
        }
    }
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    let base = name.strip_suffix(".json").unwrap_or(name);
    let ends = [
        ".tfstate",
        ".tfvars",
        ".tfbackend",
        ".tofu",
        "_override.tf",
        ".tfplan",
        ".tftest.hcl",
        ".tfrc",
    ];
    let is = [
        "override.tf",
        ".terraform.lock.hcl",
        "tfplan",
        ".terraformrc",
        "terraform.rc",
        ".tofurc",
        "crash.log",
    ];
    if ends.iter().any(|end| base.ends_with(end))
        || is.contains(&base)
        || name.contains(".tfstate.")
        || (name.starts_with("crash.") && name.ends_with(".log"))
    {
        return Err("belongs to Terraform or to the user");
    }
    Ok(())
}

fn matches(pattern: &str, path: &str) -> bool {
    match (pattern.split_once('/'), path.split_once('/')) {
        (None, _) if pattern == "**" => true,
        (None, None) => matches_name(pattern, path),
        (Some((pattern, patterns)), Some((name, names))) => matches_name(pattern, name) && matches(patterns, names),
        _ => false,
    }
}

fn matches_name(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => name.len() > start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: Layout = Layout(&["**"]);

    #[test]
    fn paths_of_a_stack_are_admitted() {
        let layout = Layout(&["main.tf", ".gitattributes", "queries/*.sql", "modules/**"]);
        for path in [
            "main.tf",
            ".gitattributes",
            "queries/items.sql",
            "modules/bucket/main.tf",
            "modules/a/b/c.json",
        ] {
            assert_eq!(layout.admits(path), Ok(()), "{path}");
        }
        for path in [
            "notes.txt",
            "queries/deep/items.sql",
            "queries/.sql",
            "queries",
            "modules",
            "Main.tf",
            "x/main.tf",
        ] {
            assert!(layout.admits(path).is_err(), "{path}");
        }
    }

    #[test]
    fn nothing_leaves_the_folder_or_reads_otherwise_elsewhere() {
        for path in [
            "",
            "/",
            "/etc/passwd",
            "../x",
            "a/../x",
            "a/./x",
            "./x",
            "a//b",
            "a/",
            "..",
            ".",
            "...",
            "a\\b",
            "C:",
            "C:/x",
            "c:x",
            "a:b",
            "a\0b",
            "a\nb",
            "a\u{7f}b",
            "a b",
            "ä",
            "a\u{200d}b",
            "main.tf.",
            "TERRAF~1",
            "con",
            "NUL.txt",
            "x/com1.sql",
            "a*b",
            "~/x",
            "$HOME",
        ] {
            assert!(EVERYTHING.admits(path).is_err(), "{path:?}");
        }
        assert!(EVERYTHING.admits(&"a/".repeat(600)).is_err());
        assert!(EVERYTHING.admits(&"a".repeat(201)).is_err());
        assert!(
            EVERYTHING.admits("common/console.tf").is_ok(),
            "only whole device names are refused"
        );
    }

    #[test]
    fn what_is_terraforms_or_the_users_own_is_never_ours() {
        for path in [
            ".terraform/providers/x",
            ".TERRAFORM/x",
            "modules/a/.terraform/x",
            ".terraform",
            ".terraform.lock.hcl",
            "terraform.tfstate",
            "terraform.tfstate.backup",
            "Terraform.TFSTATE",
            "terraform.tfstate.d/dev/x",
            "dev.tfstate",
            "dev.tfstate.1699.backup",
            ".terraform.tfstate.lock.info",
            "errored.tfstate",
            "terraform.tfvars",
            "terraform.tfvars.json",
            "a.auto.tfvars",
            "override.tf",
            "override.tf.json",
            "main_override.tf",
            "main_override.tf.json",
            "modules/a/x_override.tf",
            "main.tofu",
            "main.tofu.json",
            "s3.tfbackend",
            "crash.log",
            "crash.2026.log",
            "tfplan",
            "x.tfplan",
            ".git/config",
            ".kickstart/manifest.json",
            ".main.tf.kickstart-new",
            "x.tftest.hcl",
            ".terraformrc",
        ] {
            assert!(EVERYTHING.admits(path).is_err(), "{path}");
        }
    }

    #[test]
    fn a_temporary_name_stands_beside_its_file() {
        assert_eq!(temporary("main.tf"), ".main.tf.kickstart-new");
        assert_eq!(temporary("modules/a/main.tf"), "modules/a/.main.tf.kickstart-new");
    }
}
