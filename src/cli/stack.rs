//! A stage and the files of its stack.

use std::borrow::Cow;
use std::fs;

use anyhow::Context;

use crate::output::{Layout, Tree};
use crate::render;
use crate::stage::Stage;

/// A stage and its files.
pub struct Stack<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// What its folder shall hold.
    pub tree: Tree,
}

impl<'a> Stack<'a> {
    /// Renders a stage, with its sample data.
    ///
    /// # Errors
    ///
    /// Where a sample file cannot be read.
    pub fn render(stage: &'a Stage) -> anyhow::Result<Self> {
        let mut files = render::stage(stage)?;
        for (path, sample) in render::sample_files(stage) {
            let bytes = fs::read(&sample.path).with_context(|| format!("cannot read `{}`", sample.path.display()))?;
            files.insert(path, Cow::Owned(bytes));
        }
        let tree = Tree::new(files, Layout(render::PATHS))
            .with_context(|| format!("the stage `{}` cannot be written", stage.name.value))?;
        Ok(Self { stage, tree })
    }

    /// The stack's name, which is its folder's.
    pub fn name(&self) -> &str {
        &self.stage.names.stack
    }
}
