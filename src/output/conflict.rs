//! What keeps a run from writing: data, not errors, so that all of it is told at once.

use std::fmt;

use super::look::Obstacle;

/// Something in the stack's folder that a run must not go over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The stack's name.
    pub stack: String,
    /// The path, seen from the stack's folder.
    pub path: String,
    /// What is the matter with it.
    pub kind: ConflictKind,
}

/// What is the matter with a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConflictKind {
    /// We wrote it, somebody edited it, and it is to be written anew.
    Edited,
    /// We wrote it, somebody edited it, and it is to be removed.
    EditedAndStale,
    /// The manifest does not name it: somebody else wrote it.
    Foreign,
    /// There is no manifest to tell whose it is.
    Unclaimed,
    /// There is a manifest, but it cannot be read.
    ManifestDamaged,
    /// Something that is no file, or no folder where one is needed.
    InTheWay(Obstacle),
    /// The record was written by a later kickstart, in this version of the format.
    TooNew(u64),
}

impl Conflict {
    /// Whether `--force` goes over it. It never goes over what is certainly somebody else's.
    pub fn yields_to_force(&self) -> bool {
        match self.kind {
            ConflictKind::Edited
            | ConflictKind::EditedAndStale
            | ConflictKind::Unclaimed
            | ConflictKind::ManifestDamaged
            | ConflictKind::TooNew(_) => true,
            ConflictKind::Foreign | ConflictKind::InTheWay(_) => false,
        }
    }
}

/// One or two sentences: what is wrong, and what to do.
impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stack, path, kind } = self;
        write!(f, "`{stack}/{path}` ")?;
        match kind {
            ConflictKind::Edited if path.ends_with(".tf") => write!(
                f,
                "was edited since kickstart wrote it. Move the change to a file of your own, such as `{}`, or overwrite it with `--force`.",
                override_of(path)
            ),
            ConflictKind::Edited => {
                f.write_str("was edited since kickstart wrote it. It comes from the spec: make the change there if the spec has a key for it, keep the edit in a file of your own, or overwrite it with `--force`.")
            }
            ConflictKind::EditedAndStale => f.write_str(
                "is no longer part of the stack, but was edited since kickstart wrote it. Move it elsewhere, or remove it with `--force`.",
            ),
            ConflictKind::Foreign => f.write_str(
                "was not written by kickstart, which needs that name. Rename or move it; `--force` does not overwrite files of yours.",
            ),
            ConflictKind::Unclaimed => f.write_str(
                "differs from what would be written, and there is no `.kickstart/manifest.json` to tell whether it is yours. \
                 Move it if it is; `--force` overwrites it.",
            ),
            ConflictKind::ManifestDamaged => f.write_str(
                "differs from what would be written, and `.kickstart/manifest.json`, which could tell whether it is yours, is damaged. \
                 Bring the manifest back from version control, or overwrite the file with `--force`.",
            ),
            ConflictKind::InTheWay(what) => {
                let wanted = match what {
                    Obstacle::File => "a folder",
                    _ if path == super::manifest::FOLDER => "a folder of its own",
                    _ => "its own files and folders only",
                };
                write!(f, "is {what}, where kickstart needs {wanted}. Move it away; `--force` does not touch it.")
            }
            ConflictKind::TooNew(version) => write!(
                f,
                "was written by a later kickstart (version {version} of its format). Update kickstart; `--force` writes the stack anew."
            ),
        }
    }
}

/// `modules/bucket/main.tf` → `modules/bucket/main_override.tf`, which Terraform merges over the file.
fn override_of(path: &str) -> String {
    format!("{}_override.tf", path.strip_suffix(".tf").unwrap_or(path))
}
