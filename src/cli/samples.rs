//! Sample data that could not be written into a stack's folder is a finding, which `lint` tells too.

use crate::diagnostic::{Finding, Sink, visible};
use crate::output::{Layout, Tree};
use crate::render;
use crate::stage::{self, Stage};

/// Tells the first file of a stage's sample data that has a name which cannot be copied.
pub fn check(stage: &Stage, sink: &mut Sink) {
    let Some(sample_data) = &stage.sample_data else {
        return;
    };
    let paths: Vec<String> = render::sample_files(stage).map(|(path, _)| path).collect();
    if let Some((path, why)) = Tree::refusal(paths.iter().map(String::as_str), Layout(render::PATHS)) {
        let name = path.strip_prefix("sample-data/").unwrap_or(path);
        let message = format!(
            "`{}` holds `{}`, which cannot be copied into the stack: it {why}",
            visible(&sample_data.folder),
            visible(name)
        );
        sink.push(
            Finding::error(
                stage::rules::SAMPLE_DATA_NAME,
                sample_data.folder.place.clone(),
                message,
            )
            .help("rename the file; a name that begins with a dot leaves it out"),
        );
    }
}
