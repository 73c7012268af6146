//! A spec judged in memory, as the command line does it.

use std::path::Path;
use std::sync::Arc;

use kickstart::diagnostic::{Findings, Sink};
use kickstart::source::{Drafts, Folder, SourceText};
use kickstart::stage::{self, Owner, Stage};
use kickstart::{lint, spec};

/// A path in a folder that does not exist.
pub const NOWHERE: &str = "no-such-folder/stage.toml";

/// The spec of this text, in the folder of `path`; files of `drafts` go before those on the disk.
pub fn judge(source: &Arc<SourceText>, path: &Path, drafts: &Drafts, owner: Owner<'_>) -> (Vec<Stage>, Findings) {
    let mut sink = Sink::default();
    let page = spec::read(source, &mut sink).expect("every page that the schema lets through can be typed");
    let stages = match &page {
        Some(page) => {
            let stages = stage::resolve(page, &Folder::of(path).with(drafts), owner, &mut sink);
            lint::check(page, &stages, &mut sink);
            stages
        }
        None => Vec::new(),
    };
    (stages, sink.finish())
}

/// The same, of a text without files beside it.
pub fn alone(text: &str, owner: Owner<'_>) -> (Vec<Stage>, Findings) {
    judge(
        &SourceText::new("stage.toml", text),
        Path::new(NOWHERE),
        &Drafts::default(),
        owner,
    )
}
