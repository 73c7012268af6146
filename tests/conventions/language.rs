//! How HCL is written, beyond what `fmt` sees.

use crate::holds_in_each_file;
use crate::support::hcl::{Document, references, text};
use hcl_edit::Span;
use hcl_edit::expr::{BinaryOp, BinaryOperator, Expression, FuncCall, Object, ObjectKey, Traversal, TraversalOperator};
use hcl_edit::structure::{Attribute, Block, Structure};
use hcl_edit::template::{Element, HeredocTemplate, StringTemplate};
use hcl_edit::visit::{
    Visit, visit_attr, visit_binary_op, visit_func_call, visit_heredoc_template, visit_object, visit_string_template,
    visit_traversal,
};
use std::collections::BTreeSet;

#[test]
fn expressions_are_plain() {
    holds_in_each_file(expressions);
}

#[test]
fn comments_begin_with_a_hash() {
    holds_in_each_file(comments);
}

#[test]
fn arguments_come_in_their_order() {
    holds_in_each_file(order);
}

#[test]
fn what_both_engines_lack_or_warn_about_is_not_used() {
    holds_in_each_file(unwanted);
}

struct Expressions<'a> {
    document: &'a Document,
    found: Vec<String>,
}

fn expressions(document: &Document) -> Vec<String> {
    let mut visitor = Expressions {
        document,
        found: Vec::new(),
    };
    visitor.visit_body(&document.body);
    visitor.found
}

impl Expressions<'_> {
    fn tell(&mut self, at: &impl Span, why: &str) {
        self.found.push(format!("{}: {why}", self.document.place(at)));
    }
}

impl Visit for Expressions<'_> {
    fn visit_string_template(&mut self, node: &StringTemplate) {
        if let [Element::Interpolation(_)] = node.iter().collect::<Vec<_>>().as_slice() {
            self.tell(node, "a reference alone needs no quotes and no `${}`");
        }
        visit_string_template(self, node);
    }

    fn visit_heredoc_template(&mut self, node: &HeredocTemplate) {
        if node.template.to_string().trim_start().starts_with(['{', '[']) {
            self.tell(node, "JSON is written by a document or `jsonencode`, not as a heredoc");
        }
        visit_heredoc_template(self, node);
    }

    fn visit_traversal(&mut self, node: &Traversal) {
        for operator in &node.operators {
            if matches!(operator.value(), TraversalOperator::AttrSplat(_)) {
                self.tell(operator, "`.*` is the old splat, `[*]` the new one");
            }
        }
        visit_traversal(self, node);
    }

    fn visit_binary_op(&mut self, node: &BinaryOp) {
        let is_comparison = matches!(node.operator.value(), BinaryOperator::Eq | BinaryOperator::NotEq);
        let is_empty = |side: &Expression| matches!(side, Expression::Array(array) if array.is_empty());
        if is_comparison && (is_empty(&node.lhs_expr) || is_empty(&node.rhs_expr)) {
            self.tell(
                node,
                "comparing with `[]` is false for an empty set or tuple; ask for the length",
            );
        }
        visit_binary_op(self, node);
    }

    fn visit_object(&mut self, node: &Object) {
        let mut seen = BTreeSet::new();
        for (key, _) in node {
            let name = match key {
                ObjectKey::Ident(name) => Some(name.as_str()),
                ObjectKey::Expression(expression) => text(expression),
            };
            if let Some(name) = name.filter(|name| !seen.insert((*name).to_owned())) {
                self.tell(
                    node,
                    &format!("key {name} stands there twice, and the last one wins in silence"),
                );
            }
        }
        visit_object(self, node);
    }

    fn visit_func_call(&mut self, node: &FuncCall) {
        let is_query = node
            .args
            .iter()
            .any(|argument| argument.to_string().trim().trim_matches('"').ends_with(".sql"));
        if node.name.name.as_str() == "templatefile" && is_query {
            self.tell(
                node,
                "SQL goes through `file()`: a template would read its `${` and `%{`",
            );
        }
        visit_func_call(self, node);
    }

    fn visit_attr(&mut self, node: &Attribute) {
        let is_length =
            |value: &Expression| matches!(value, Expression::FuncCall(call) if call.name.name.as_str() == "length");
        if node.has_key("count") && is_length(&node.value) {
            self.tell(
                node,
                "`for_each` over names, not `count` over a list: addresses would shift",
            );
        }
        visit_attr(self, node);
    }
}

/// Comments that begin with `//` or `/*`. Strings and heredocs are passed over; what stands in `${}` is part of its string.
fn comments(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut heredoc: Option<String> = None;
    for (number, line) in document.text.lines().enumerate() {
        if let Some(end) = &heredoc {
            if line.trim() == end {
                heredoc = None;
            }
            continue;
        }
        let code = without_strings(line);
        let code = code.split('#').next().unwrap_or_default();
        if code.contains("//") || code.contains("/*") {
            found.push(format!("{}:{}: comments begin with `#`", document.name, number + 1));
        }
        heredoc = code
            .split_once("<<")
            .map(|(_, end)| end.trim_start_matches('-').trim().to_owned())
            .filter(|end| !end.is_empty());
    }
    found
}

/// A line without what stands in its strings. Within `${}` a string may hold further strings.
fn without_strings(line: &str) -> String {
    let (mut code, mut depth, mut is_text) = (String::new(), Vec::new(), false);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match (is_text, sign) {
            (true, '\\') => drop(signs.next()),
            (true, '$') if signs.peek() == Some(&'{') => {
                signs.next();
                depth.push(());
                is_text = false;
            }
            (_, '"') => is_text = !is_text,
            (false, '}') if !depth.is_empty() => {
                depth.pop();
                is_text = true;
            }
            (false, other) if depth.is_empty() => code.push(other),
            _ => {}
        }
    }
    code
}

/// `source` of a module, `count` or `for_each`, plain arguments, nested blocks, `lifecycle`, `depends_on`; a blank line between groups.
fn order(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for block in ["resource", "data", "module"]
        .into_iter()
        .flat_map(|kind| document.blocks(kind))
    {
        let parts: Vec<&Structure> = block.body.iter().collect();
        for pair in parts.windows(2) {
            let [first, second] = pair else { continue };
            if rank(block, first) > rank(block, second) {
                found.push(format!(
                    "{}: {} belongs before {}",
                    document.place(*second),
                    name(second),
                    name(first)
                ));
            } else if rank(block, first) != rank(block, second) && !are_apart(document, first, second) {
                found.push(format!(
                    "{}: a blank line is missing before {}",
                    document.place(*second),
                    name(second)
                ));
            }
        }
    }
    found
}

/// Whether a blank line stands between two parts; comments may too.
fn are_apart(document: &Document, first: &Structure, second: &Structure) -> bool {
    let (Some(first), Some(second)) = (first.span(), second.span()) else {
        return false;
    };
    let between: Vec<&str> = document.text[first.end..second.start].split('\n').collect();
    between.len() > 2 && between[1..between.len() - 1].iter().any(|line| line.trim().is_empty())
}

fn rank(block: &Block, part: &Structure) -> usize {
    match (part, name(part)) {
        (Structure::Attribute(_), "source" | "version") if block.has_ident("module") => 0,
        (Structure::Attribute(_), "count" | "for_each") => 1,
        (Structure::Attribute(_), "depends_on") => 5,
        (Structure::Attribute(_), _) => 2,
        (Structure::Block(_), "lifecycle") => 4,
        (Structure::Block(_), _) => 3,
    }
}

fn name(part: &Structure) -> &str {
    match part {
        Structure::Attribute(attribute) => attribute.key.as_str(),
        Structure::Block(block) => block.ident.as_str(),
    }
}

/// What one of the engines or one of the providers lacks, warns about, or hides in a place where nobody looks.
fn unwanted(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for block in document.body.blocks() {
        let place = document.place(block);
        let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
        match (block.ident.as_str(), labels.as_slice()) {
            ("data", ["aws_region", ..]) => found.push(format!(
                "{place}: no spelling of the region is silent in both provider majors; take a variable"
            )),
            ("check", _) => found.push(format!(
                "{place}: a `check` only warns, and that at apply; a validation or a precondition stops"
            )),
            ("action" | "ephemeral" | "language", _) => found.push(format!(
                "{place}: not every engine from 1.10 on has `{}` blocks",
                block.ident.as_str()
            )),
            ("provider", _) => {
                for argument in block.body.attributes().filter(|argument| !argument.has_key("region")) {
                    found.push(format!(
                        "{}: {} does not belong into a provider",
                        document.place(argument),
                        argument.key.as_str()
                    ));
                }
            }
            _ => {}
        }
    }
    for (place, names) in references(document) {
        if names.starts_with(&["terraform".to_owned(), "workspace".to_owned()]) {
            found.push(format!("{place}: a folder a stage, not workspaces"));
        }
    }
    found
}

#[cfg(test)]
mod snippets {
    use super::*;
    use crate::{document, passes, refuses};

    fn value(expression: &str) -> Vec<String> {
        expressions(&document(&format!("locals {{\n  a = {expression}\n}}\n")))
    }

    #[test]
    fn careless_expressions() {
        passes(value("\"${var.a}-x\""));
        passes(value(
            "[var.a[*].b, length(var.a) == 0, { a = 1, b = 1 }, file(\"a.sql\")]",
        ));
        refuses(value("\"${var.a}\""), "a.tf:2: a reference alone");
        refuses(value("var.a.*.b"), "old splat");
        refuses(value("var.a == []"), "ask for the length");
        refuses(value("[] != var.a"), "ask for the length");
        refuses(value("{ a = 1, \"a\" = 2 }"), "key a stands there twice");
        refuses(value("templatefile(\"${path.module}/a.sql\", {})"), "SQL goes through");
        refuses(value("<<-EOT\n  {\"a\": 1}\n  EOT"), "not as a heredoc");
        refuses(
            expressions(&document("module \"a\" {\n  count = length(var.a)\n}\n")),
            "a.tf:2: `for_each` over names",
        );
    }

    #[test]
    fn comments_of_another_language() {
        let found = |text: &str| comments(&document(text));
        passes(found(
            "# a // b\nlocals {\n  a = \"https://${lower(\"a//b\")}//\" # /* c */\n  b = 4 / 2\n}\n",
        ));
        passes(found("locals {\n  a = <<-EOT\n    // of a script\n  EOT\n}\n"));
        refuses(found("// a\n"), "a.tf:1: comments begin with `#`");
        refuses(found("locals {\n  a = \"b\" // c\n}\n"), "a.tf:2");
        refuses(found("/* a\n*/\n"), "a.tf:1");
        refuses(found("locals {\n  a = <<-EOT\n    b\n  EOT\n}\n\n// c\n"), "a.tf:7");
    }

    #[test]
    fn arguments_out_of_order() {
        let found = |text: &str| order(&document(text));
        passes(found(
            "resource \"a\" \"b\" {\n  count = 1\n\n  a = 1\n  b = 2\n\n  c {\n  }\n\n  # why\n  lifecycle {\n  }\n\n  depends_on = [a.c]\n}\n",
        ));
        passes(found("module \"a\" {\n  source = \"./b\"\n\n  a = 1\n}\n"));
        refuses(
            found("resource \"a\" \"b\" {\n  a = 1\n\n  count = 1\n}\n"),
            "a.tf:4: count belongs before a",
        );
        refuses(
            found("resource \"a\" \"b\" {\n  c {\n  }\n\n  a = 1\n}\n"),
            "a.tf:5: a belongs before c",
        );
        refuses(
            found("resource \"a\" \"b\" {\n  depends_on = []\n\n  lifecycle {\n  }\n}\n"),
            "lifecycle belongs before depends_on",
        );
        refuses(
            found("resource \"a\" \"b\" {\n  a = 1\n  c {\n  }\n}\n"),
            "a.tf:3: a blank line is missing before c",
        );
        refuses(
            found("resource \"a\" \"b\" {\n  a = 1 # why\n  # what\n  c {\n  }\n}\n"),
            "a blank line is missing before c",
        );
    }

    #[test]
    fn what_only_some_engines_have() {
        let found = |text: &str| unwanted(&document(text));
        passes(found("provider \"aws\" {\n  region = \"eu-west-1\"\n}\n"));
        refuses(
            found("provider \"aws\" {\n  profile = \"me\"\n}\n"),
            "a.tf:2: profile does not belong",
        );
        refuses(
            found("data \"aws_region\" \"current\" {}\n"),
            "no spelling of the region",
        );
        refuses(found("check \"a\" {\n}\n"), "only warns");
        refuses(found("locals {\n  a = terraform.workspace\n}\n"), "not workspaces");
    }
}
