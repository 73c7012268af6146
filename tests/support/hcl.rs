//! HCL as an independent parser reads it, with the line of whatever a finding is about.

use super::trees;
use hcl_edit::Span;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::{Block, Body};
use hcl_edit::visit::{Visit, visit_traversal};
use std::path::Path;

/// One file of Terraform code.
pub struct Document {
    /// What messages call it.
    pub name: String,
    /// The text, as it lies on the disk.
    pub text: String,
    /// What the text says.
    pub body: Body,
}

impl Document {
    /// Reads a file.
    #[track_caller]
    pub fn read(path: &Path) -> Document {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Document::parse(&trees::shown(path), &text)
    }

    /// Reads a text.
    #[track_caller]
    pub fn parse(name: &str, text: &str) -> Document {
        let body = hcl_edit::parser::parse_body(text).unwrap_or_else(|error| panic!("{name} is not HCL: {error}"));
        Document {
            name: name.to_owned(),
            text: text.to_owned(),
            body,
        }
    }

    /// `file:line`, where something stands.
    pub fn place(&self, of: &impl Span) -> String {
        match of.span() {
            Some(span) => format!("{}:{}", self.name, self.text[..span.start].matches('\n').count() + 1),
            None => self.name.clone(),
        }
    }

    /// The blocks of one kind at the top of the file (`resource`, `variable`, …).
    pub fn blocks<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.body.blocks().filter(move |block| block.has_ident(kind))
    }

    /// The resources of one type.
    pub fn resources<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks("resource").filter(move |block| label(block, 0) == kind)
    }
}

/// The code files (`.tf`) of a folder and of the folders below it.
pub fn code(folder: &Path) -> Vec<Document> {
    with_ending(folder, ".tf")
}

/// The files of a folder, and of the folders below it, whose names end so.
pub fn with_ending(folder: &Path, ending: &str) -> Vec<Document> {
    trees::files(folder)
        .iter()
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| Document::read(path))
        .collect()
}

/// A block's label, or nothing where it has none at this place.
pub fn label(block: &Block, index: usize) -> &str {
    block.labels.get(index).map_or("", |label| label.as_str())
}

/// A string without interpolation.
pub fn text(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::String(string) => Some(string.as_str()),
        _ => None,
    }
}

/// The value of an argument that is a plain string.
pub fn text_of<'a>(body: &'a Body, argument: &str) -> Option<&'a str> {
    body.get_attribute(argument)
        .and_then(|attribute| text(&attribute.value))
}

/// The plain strings of an argument that is a list.
pub fn texts_of<'a>(body: &'a Body, argument: &str) -> Vec<&'a str> {
    match body.get_attribute(argument).map(|attribute| &attribute.value) {
        Some(Expression::Array(array)) => array.iter().filter_map(text).collect(),
        _ => Vec::new(),
    }
}

/// The value of an argument that is a plain boolean.
pub fn flag_of(body: &Body, argument: &str) -> Option<bool> {
    match &body.get_attribute(argument)?.value {
        Expression::Bool(flag) => Some(*flag.value()),
        _ => None,
    }
}

/// A reference such as `data.aws_partition.current.partition`: its names, from the first on. An index or a splat between
/// the names (`[0]`, `["a"]`, `[*]`) is passed over.
pub fn names(traversal: &Traversal) -> Vec<String> {
    let Expression::Variable(first) = &traversal.expr else {
        return Vec::new();
    };
    let rest = traversal
        .operators
        .iter()
        .filter_map(|operator| match operator.value() {
            TraversalOperator::GetAttr(name) => Some(name.to_string()),
            _ => None,
        });
    std::iter::once(first.to_string()).chain(rest).collect()
}

/// Every reference of a file, each with its place.
pub fn references(document: &Document) -> Vec<(String, Vec<String>)> {
    struct Collector<'a>(&'a Document, Vec<(String, Vec<String>)>);
    impl Visit for Collector<'_> {
        fn visit_traversal(&mut self, node: &Traversal) {
            let names = names(node);
            if !names.is_empty() {
                let place = match &node.expr {
                    Expression::Variable(first) => self.0.place(first),
                    other => self.0.place(other),
                };
                self.1.push((place, names));
            }
            visit_traversal(self, node);
        }
    }
    let mut collector = Collector(document, Vec::new());
    collector.visit_body(&document.body);
    collector.1
}
