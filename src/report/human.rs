//! Findings for people: the sentence, the line, underlined, and what to write instead.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer};

use crate::diagnostic::{Finding, Findings, Level};

use super::excerpt::Excerpt;
use super::wrap::wrap;

/// Most findings that are shown for people; the summary says how many are left.
const MOST_SHOWN: usize = 100;

/// How to show findings to people.
#[derive(Debug, Clone, Copy)]
pub struct Human {
    /// Whether to colour.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to close with a sentence though nothing was found.
    pub summary: bool,
}

impl Human {
    /// Closes with a sentence only if `wanted`.
    #[must_use]
    pub fn closing(mut self, wanted: bool) -> Self {
        self.summary &= wanted;
        self
    }

    pub(super) fn write(self, findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
        let renderer = match self.color {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(self.width);
        for finding in findings.iter().take(MOST_SHOWN) {
            writeln!(out, "{}\n", self.one(finding, &renderer))?;
        }
        self.summarise(findings, out)
    }

    fn one(self, finding: &Finding, renderer: &Renderer) -> String {
        let mark = match finding.level {
            Level::Error => Mark::ERROR,
            Level::Warning => Mark::WARNING,
            Level::Note => Mark::NOTE,
        };
        // `error[rule]: ` stands before the first line.
        let indent = finding.level.as_str().len() + finding.rule.len() + 4;
        let title = wrap(&finding.message, self.width, indent, "");
        let primary = Excerpt::of(&finding.place, self.width);
        let mut group = Group::with_title(mark.primary_title(title).id(finding.rule));
        let related = finding
            .related
            .as_ref()
            .map(|related| (Excerpt::of(&related.place, self.width), related));
        group = group.element(primary.snippet(AnnotationKind::Primary, None));
        if let Some((excerpt, related)) = &related {
            group = group.element(excerpt.snippet(AnnotationKind::Context, Some(related.label.as_str())));
        }
        if let Some(help) = &finding.help {
            group = group.element(Mark::HELP.message(wrap(help, self.width, 14, "")));
        }
        let others = related.as_ref().map_or(0, |(excerpt, _)| excerpt.wider_by());
        let wider = primary.wider_by().max(others);
        renderer.clone().term_width(self.width - wider).render(&[group])
    }

    fn summarise(self, findings: &Findings, out: &mut dyn Write) -> io::Result<()> {
        let total = findings.iter().count();
        if total > MOST_SHOWN {
            writeln!(
                out,
                "{} more are not shown; `--format json` shows all\n",
                total - MOST_SHOWN
            )?;
        }
        let counts: Vec<String> = [Level::Error, Level::Warning, Level::Note]
            .into_iter()
            .filter_map(|level| match findings.count(level) {
                0 => None,
                1 => Some(format!("1 {}", level.as_str())),
                count => Some(format!("{count} {}s", level.as_str())),
            })
            .collect();
        let off = match findings.switched_off() {
            0 => String::new(),
            count => format!(" ({count} left out, as the spec asks)"),
        };
        match counts.as_slice() {
            [] if self.summary => writeln!(out, "no findings{off}"),
            [] => Ok(()),
            counts => writeln!(out, "{}{off}", counts.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sink;
    use crate::source::{Place, SourceText};

    fn show(finding: Finding) -> String {
        let mut sink = Sink::default();
        sink.push(finding);
        let human = Human {
            color: false,
            width: 80,
            summary: true,
        };
        let mut out = Vec::new();
        human.write(&sink.finish(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_shows_its_line_and_both_places() {
        let text = SourceText::new("stage.toml", "[a]\nb = 1\nc = \"\u{1b}[31m\"\n");
        let finding = Finding::error(
            "some-rule",
            Place::new(&text, 8..9),
            "`b` is at least 2, and this is 1, which is a sentence that does not fit",
        )
        .help("write 2")
        .related(Place::new(&text, 14..21), "the other");
        insta::assert_snapshot!(show(finding));
    }

    #[test]
    fn a_place_of_many_lines_is_cut() {
        let text = SourceText::new("stage.toml", "a\n".repeat(50));
        let shown = show(Finding::error("some-rule", Place::new(&text, 0..80), "long"));
        assert!(shown.lines().count() < 20, "{shown}");
    }
}
