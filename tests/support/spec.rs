//! Stacks of a spec that a test writes itself.

use kickstart::diagnostic::Sink;
use kickstart::render::{self, Files};
use kickstart::source::{Folder, Loaded, load};
use kickstart::stage::{Owner, resolve};

/// The files of every stage of a spec, in its order. A finding is a failure.
#[track_caller]
pub fn rendered(spec: &str, owner: Owner<'_>) -> Vec<Files> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stage.toml");
    std::fs::write(&path, spec).unwrap();
    let Loaded::Text(text) = load(&path, "stage.toml").unwrap() else {
        panic!("the spec is not UTF-8");
    };
    let mut sink = Sink::default();
    let page = kickstart::spec::read(&text, &mut sink).unwrap().unwrap();
    let stages = resolve(&page, &Folder::of(&path), owner, &mut sink);
    let told: Vec<String> = sink.finish().iter().map(|finding| finding.message.clone()).collect();
    assert!(told.is_empty(), "{told:?}");
    stages.iter().map(|stage| render::stage(stage).unwrap()).collect()
}
