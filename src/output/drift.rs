//! How a stack's folder differs from what would be written; nothing is written.

use std::fmt;
use std::fs;

use anyhow::{Context, Result};

use super::conflict::ConflictKind;
use super::diff::Diff;
use super::look::Obstacle;
use super::manifest::MANIFEST;
use super::survey::{Standing, Survey};

/// All the drift of one stack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drift {
    /// Each file that differs, sorted by path.
    pub files: Vec<FileDrift>,
    /// Whether a run was interrupted: then rendering has something to do in any case.
    pub interrupted: bool,
    /// What people should know; none of it is drift.
    pub warnings: Vec<String>,
}

/// One file that differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileDrift {
    /// The path, seen from the stack's folder.
    pub path: String,
    /// In which way.
    pub kind: DriftKind,
    /// From what is on the disk to what would be written, where both are there.
    pub diff: Option<Diff>,
}

/// In which way a file differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DriftKind {
    /// It is not there.
    Missing,
    /// Somebody edited it; the spec still gives what was rendered.
    Edited,
    /// It is as rendered; the spec gives something else by now.
    SpecChanged,
    /// Somebody edited it, and the spec gives something else by now.
    Both,
    /// The spec no longer gives it.
    Stale,
    /// The spec no longer gives it, and somebody edited it.
    StaleAndEdited,
    /// Somebody else's file has its name.
    Foreign,
    /// It differs, and no manifest tells who wrote it.
    Unclaimed,
    /// Something that is no file, or no folder where one is needed.
    InTheWay(Obstacle),
    /// Every file is as it shall be, but the manifest is missing, damaged or names others.
    Manifest,
    /// The record was written by a later kickstart.
    TooNew,
}

impl Drift {
    /// Whether rendering would write nothing.
    pub fn is_clean(&self) -> bool {
        self.files.is_empty() && !self.interrupted
    }

    pub(super) fn of(survey: Survey<'_>) -> Result<Self> {
        let mut files = Vec::new();
        for (path, kind) in &survey.record.conflicts {
            let kind = if let ConflictKind::InTheWay(what) = kind {
                DriftKind::InTheWay(*what)
            } else {
                DriftKind::TooNew
            };
            files.push(FileDrift {
                path: path.clone(),
                kind,
                diff: None,
            });
        }
        for (path, content, standing) in &survey.files {
            let (path, kind) = match standing {
                Standing::Same => continue,
                Standing::Absent => (*path, DriftKind::Missing),
                Standing::Ours => (*path, DriftKind::SpecChanged),
                Standing::Obstacle { at, what } => (at.as_str(), DriftKind::InTheWay(*what)),
                Standing::Other(_) => match survey.owner(path) {
                    ConflictKind::Edited if survey.record.last(path) == Some(content.digest) => {
                        (*path, DriftKind::Edited)
                    }
                    ConflictKind::Edited => (*path, DriftKind::Both),
                    ConflictKind::Foreign => (*path, DriftKind::Foreign),
                    _ => (*path, DriftKind::Unclaimed),
                },
            };
            let diff = match standing {
                Standing::Ours | Standing::Other(_) => Some(diff(&survey, path, &content.bytes)?),
                _ => None,
            };
            let file = FileDrift {
                path: path.to_owned(),
                kind,
                diff,
            };
            if !files.contains(&file) {
                files.push(file);
            }
        }
        for (path, standing) in &survey.stale {
            let kind = if matches!(standing, Standing::Other(_)) {
                DriftKind::StaleAndEdited
            } else {
                DriftKind::Stale
            };
            files.push(FileDrift {
                path: path.clone(),
                kind,
                diff: None,
            });
        }
        // The manifest follows from the files, so it is news only where nothing else is.
        if files.is_empty() && survey.manifest() != survey.record.text {
            files.push(FileDrift {
                path: MANIFEST.to_owned(),
                kind: DriftKind::Manifest,
                diff: None,
            });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            files,
            interrupted: survey.record.interrupted,
            warnings: survey.warnings,
        })
    }
}

fn diff(survey: &Survey<'_>, path: &str, new: &[u8]) -> Result<Diff> {
    let place = survey.looker.place(path);
    let unreadable = || format!("cannot read `{}`", place.display());
    if fs::metadata(&place).with_context(unreadable)?.len() > 1024 * 1024 {
        return Ok(Diff::TooLarge);
    }
    Ok(Diff::of(path, &fs::read(&place).with_context(unreadable)?, new))
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Edited => "edited by hand",
            Self::SpecChanged => "spec changed",
            Self::Both => "edited by hand, and spec changed",
            Self::Stale => "stale: no longer part of the stack",
            Self::StaleAndEdited => "stale: no longer part of the stack, and edited by hand",
            Self::Foreign => "not written by kickstart, which needs that name",
            Self::Unclaimed => "differs, and there is no manifest that tells who wrote it",
            Self::InTheWay(what) => return write!(f, "in the way: {what}"),
            Self::Manifest => "missing or out of date, though every file is as it shall be",
            Self::TooNew => "written by a later kickstart",
        })
    }
}
