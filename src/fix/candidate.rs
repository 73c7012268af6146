//! Findings that carry a fix, and the edits which that means.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::{Change, Finding, Findings, Fix};
use crate::source::{Place, SourceText, Span, Tree, key_places};

use super::edit::Edit;
use super::toml;

/// What tells a finding from others, wherever it stands: rule, file, message.
pub(super) type Identity = (&'static str, PathBuf, String);

/// A finding that can be mended.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Which finding it is.
    pub identity: Identity,
    /// The file that changes.
    pub path: Rc<PathBuf>,
    /// Its text before.
    pub source: Arc<SourceText>,
    /// The edits, all or none.
    pub edits: Vec<Edit>,
    /// Whether it waits until nothing else in the file is wrong.
    pub last: bool,
    /// Whether words of a query change, rather than TOML.
    pub words: bool,
    /// The path of a renamed key.
    pub renamed: Option<Vec<String>>,
}

/// Where files really are, by the names in findings.
#[derive(Debug, Default)]
pub(super) struct Files(HashMap<String, Option<Rc<PathBuf>>>);

impl Files {
    /// The canonical path of a file; none where there is no such file any more.
    pub(super) fn path(&mut self, name: &str) -> Option<Rc<PathBuf>> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let path = Path::new(name).canonicalize().ok().map(Rc::new);
        self.0.insert(name.to_owned(), path.clone());
        path
    }

    /// Which finding it is.
    pub(super) fn identity(&mut self, finding: &Finding) -> Identity {
        let path = self.path(finding.place.source().name());
        let path = path.map(|path| path.as_path().to_owned()).unwrap_or_default();
        (finding.rule, path, finding.message.clone())
    }
}

/// The findings that can be mended, in their order; none of those in `refused`.
pub(super) fn candidates(findings: &Findings, files: &mut Files, refused: &HashSet<Identity>) -> Vec<Candidate> {
    let mut wanted: Vec<(&Finding, &Fix, Identity)> = Vec::new();
    for finding in findings.iter() {
        let Some(fix) = &finding.fix else { continue };
        let identity = files.identity(finding);
        if !refused.contains(&identity) {
            wanted.push((finding, fix, identity));
        }
    }
    let mut texts = Texts::new(wanted.iter().map(|(_, fix, _)| *fix));
    let mut found = Vec::new();
    for (_, fix, identity) in wanted {
        let Some(source) = fix.changes.first().map(Change::source) else {
            continue;
        };
        let same_file = fix.changes.iter().all(|change| change.source() == source);
        let (Some(edits), Some(path), true) = (texts.edits(fix), files.path(source.name()), same_file) else {
            continue;
        };
        let renamed = fix.changes.iter().find_map(|change| match change {
            Change::Rename { path, to, .. } => {
                let parents = path.iter().take(path.len().saturating_sub(1));
                Some(parents.chain([to]).cloned().collect())
            }
            _ => None,
        });
        found.push(Candidate {
            identity,
            path,
            source: Arc::clone(source),
            edits,
            last: fix.last,
            words: fix.changes.iter().any(|change| matches!(change, Change::Words { .. })),
            renamed,
        });
    }
    found
}

/// The texts of all fixes, each read once.
struct Texts<'a> {
    trees: HashMap<*const SourceText, Tree>,
    keys: HashMap<*const SourceText, HashMap<&'a [String], Vec<Span>>>,
}

impl<'a> Texts<'a> {
    fn new(fixes: impl Iterator<Item = &'a Fix>) -> Self {
        let mut renames: HashMap<*const SourceText, (&'a SourceText, Vec<&'a [String]>)> = HashMap::new();
        for change in fixes.flat_map(|fix| &fix.changes) {
            if let Change::Rename { source, path, .. } = change {
                let entry = renames.entry(Arc::as_ptr(source)).or_insert((source, Vec::new()));
                entry.1.push(path.as_slice());
            }
        }
        let places = |(at, (source, paths)): (_, (&SourceText, Vec<&'a [String]>))| (at, key_places(source, paths));
        Self {
            trees: HashMap::new(),
            keys: renames.into_iter().map(places).collect(),
        }
    }

    /// The edits of a fix; none where one of its changes cannot be made.
    fn edits(&mut self, fix: &Fix) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        for change in &fix.changes {
            match change {
                Change::Words { place, with } => edits.push(words(fix, place, with)?),
                Change::Value { place, to } => edits.push(toml::value(place, to)?),
                Change::Without { place } => edits.push(toml::without_comment(place)?),
                Change::Rename { source, path, to } => {
                    let places = self.keys.get(&Arc::as_ptr(source))?.get(path.as_slice())?;
                    let rename = |span: &Span| Edit::new(span.clone(), toml::key(source.slice(span), to));
                    edits.extend(places.iter().map(rename));
                }
                Change::Mark { source, path, key, on } => {
                    let tree = self.trees.entry(Arc::as_ptr(source));
                    let tree = tree.or_insert_with(|| Tree::parse(source).0);
                    edits.push(toml::mark(tree, path, key, *on)?);
                }
            }
        }
        // Of edits that change nothing there is nothing to do.
        edits.retain(|edit| change_of(fix).is_some_and(|source| source.slice(&(edit.start..edit.end)) != edit.with));
        (!edits.is_empty()).then_some(edits)
    }
}

fn change_of(fix: &Fix) -> Option<&Arc<SourceText>> {
    fix.changes.first().map(Change::source)
}

/// Words are taken where they need no escaping: identifiers of plain letters, with single hyphens between them, since two
/// begin a comment in SQL, or an alias of that kind behind what stands there; and what stands in the same text already, at
/// another place of the same fix.
fn words(fix: &Fix, place: &Place, with: &str) -> Option<Edit> {
    let plain = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let whole = |part: &str| !part.is_empty() && part.chars().all(plain);
    let identifier = |word: &str| word.split('-').all(whole) && !word.starts_with(|first: char| first.is_ascii_digit());
    let stands_there = || {
        fix.changes
            .iter()
            .any(|change| matches!(change, Change::Words { place, .. } if place.snippet() == with))
    };
    let alias = with
        .strip_prefix(place.snippet())
        .and_then(|rest| rest.strip_prefix(" AS "));
    (identifier(with) || alias.is_some_and(identifier) || stands_there()).then(|| Edit::new(place.span(), with))
}
