//! Sample data: local files that are uploaded with the stack.

use std::path::PathBuf;

use crate::diagnostic::{Finding, Sink, visible};
use crate::source::{Folder, Place, Refusal};

use super::rules;
use super::sourced::Sourced;

/// The sample data of a stage.
#[derive(Debug, Clone)]
pub struct SampleData {
    /// The folder as the spec names it.
    pub folder: Sourced<String>,
    /// The partition that the files go to.
    pub date: SampleDate,
    /// The files, sorted by path.
    pub files: Vec<SampleFile>,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleDate {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// One file of the sample data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// The source that its sub-folder stands for, with the closing slash.
    pub source: String,
    /// Its path below that.
    pub relative: String,
    /// Where it is on this machine.
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
}

impl SampleDate {
    /// A date of the form `YYYY-MM-DD` that the calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len(), parts.next()) != (4, 2, 2, None) {
            return None;
        }
        let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (year > 0 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// The partition as a crawler reads it: `year=2026/month=01/day=31`.
    pub fn partition(self) -> String {
        format!("year={:04}/month={:02}/day={:02}", self.year, self.month, self.day)
    }
}

/// Lists the sample data in `folder` for the given sources; what is wrong with it is told.
pub(super) fn list(
    folder: &Folder,
    name: &Sourced<String>,
    sources: &[(String, Place)],
    sources_are_known: bool,
    sink: &mut Sink,
) -> Option<Vec<SampleFile>> {
    let shown = visible(name);
    let found = match folder.files(name) {
        Ok(found) => found,
        Err(refusal) => {
            let (message, help) = match refusal {
                Refusal::Missing => (
                    format!("there is no folder `{shown}`"),
                    Some("the path starts at the spec's folder"),
                ),
                Refusal::Link(link) if link == **name => (
                    format!("`{shown}` is a symbolic link: links are not followed"),
                    Some("name the folder itself"),
                ),
                Refusal::Link(link) => (
                    format!(
                        "`{shown}` holds a symbolic link, `{}`: links are not followed",
                        visible(&link)
                    ),
                    Some("put the file itself there"),
                ),
                Refusal::Name(name) => (
                    format!("`{shown}` holds a file whose name is not Unicode: `{}`", visible(&name)),
                    None,
                ),
                Refusal::NotA("folder") => (format!("`{shown}` is not a folder"), None),
                Refusal::NotA(_) => (
                    format!("`{shown}` holds something that is neither a file nor a folder"),
                    None,
                ),
                Refusal::Unreadable(error) => (format!("`{shown}` cannot be read: {error}"), None),
                Refusal::Outside => (format!("`{shown}` lies outside the spec's folder"), None),
            };
            // Where it lies does not matter then.
            sink.push_cause(
                Finding::error(rules::SAMPLE_DATA_UNREADABLE, name.place.clone(), message)
                    .maybe_help(help.map(str::to_owned)),
            );
            return None;
        }
    };
    let total = found.len();
    let mut files: Vec<SampleFile> = Vec::new();
    for file in found {
        // Of nested sources the longest that fits: `raw/ratings/` before `raw/`.
        let source = sources
            .iter()
            .map(|(source, _)| source)
            .filter(|source| file.relative.starts_with(source.as_str()))
            .max_by_key(|source| source.len());
        if let Some(source) = source {
            let relative = file
                .relative
                .strip_prefix(source.as_str())
                .unwrap_or_default()
                .to_owned();
            files.push(SampleFile {
                source: source.clone(),
                relative,
                path: file.path,
                size: file.size,
            });
        }
    }
    if sources_are_known && (files.len() < total || total == 0) {
        let folders: Vec<&str> = sources.iter().map(|(source, _)| source.as_str()).collect();
        let message = match total {
            0 => format!("`{shown}` holds no file: nothing is uploaded"),
            _ => format!(
                "{} of {total} files in `{shown}` lie in no source's sub-folder: they are not uploaded",
                total - files.len()
            ),
        };
        sink.push(
            Finding::warning(rules::SAMPLE_DATA_WITHOUT_SOURCE, name.place.clone(), message).help(format!(
                "its sub-folders are called as the sources: `{}`",
                folders.join("`, `")
            )),
        );
    }
    Some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_of_the_calendar() {
        assert_eq!(
            SampleDate::parse("2026-01-31").unwrap().partition(),
            "year=2026/month=01/day=31"
        );
        assert!(SampleDate::parse("2024-02-29").is_some());
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-31",
            "26-01-31",
            "2026-01-31-1",
            "2026-04-31",
        ] {
            assert!(SampleDate::parse(wrong).is_none(), "{wrong}");
        }
    }
}
