//! Keys whose table's header is missing: they seem to stand in the table above, and are one mistake.

use std::collections::HashMap;

use crate::source::Tree;

use super::wording::{Astray, Problem};

/// Keeps the first of keys that follow each other and belong elsewhere, which says how many there are.
pub(super) fn once_per_run(tree: &Tree, problems: Vec<Problem>) -> Vec<Problem> {
    let mut tables: HashMap<Vec<String>, Vec<(usize, Problem)>> = HashMap::new();
    let mut kept = Vec::new();
    for problem in problems {
        match place_in_table(tree, &problem) {
            Some((table, index)) => tables.entry(table).or_default().push((index, problem)),
            None => kept.push(problem),
        }
    }
    for (_, mut strays) in tables {
        strays.sort_by_key(|(index, _)| *index);
        let mut run: Option<(usize, usize, Problem)> = None;
        for (index, problem) in strays {
            run = match run.take() {
                // A key may be wrong in two ways.
                Some((last, below, first)) if index <= last + 1 => Some((index, below + index - last, first)),
                before => {
                    kept.extend(before.map(|(_, below, first)| told(first, below)));
                    match problem.astray {
                        Astray::Begins => Some((index, 0, problem)),
                        _ => {
                            kept.push(problem);
                            None
                        }
                    }
                }
            };
        }
        kept.extend(run.map(|(_, below, first)| told(first, below)));
    }
    kept
}

/// The table that a stray key stands in, and which of its keys it is.
fn place_in_table(tree: &Tree, problem: &Problem) -> Option<(Vec<String>, usize)> {
    let (key, table) = problem
        .leave_out
        .as_ref()
        .filter(|_| problem.astray != Astray::No)?
        .split_last()?;
    let entries = match table.is_empty() {
        true => tree.root(),
        false => tree.entry(table)?.node.table()?,
    };
    Some((table.to_vec(), entries.get_index_of(key)?))
}

fn told(mut first: Problem, below: usize) -> Problem {
    let astray = match below {
        0 => return first,
        1 => "the key below it is astray too".to_owned(),
        many => format!("the {many} keys below it are astray too"),
    };
    let help = first.finding.help.take().unwrap_or_default();
    first.finding.help = Some(format!(
        "{help}; {astray}: is the header of a table missing above them?"
    ));
    first
}
