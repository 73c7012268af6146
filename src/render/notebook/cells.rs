//! From Python with marked cells to the cells of a notebook.

use std::collections::BTreeSet;

use anyhow::{Context, bail, ensure};
use serde_json::{Value as Json, json};

/// What the line of a cell's mark begins with.
const MARK: &str = "# %% ";

/// The cells of all sections, in order.
///
/// # Errors
///
/// Where a mark is not one, or an id is not nbformat's or stands twice, which is a fault of this program.
pub(super) fn cells(sections: &[String]) -> anyhow::Result<Vec<Json>> {
    let mut cells = Vec::new();
    let mut ids = BTreeSet::new();
    for section in sections {
        for (mark, lines) in split(section) {
            let (id, kind) = mark
                .split_once(' ')
                .with_context(|| format!("the notebook's cell `{mark}` has no kind"))?;
            ensure!(is_id(id), "`{id}` is no id of a cell");
            ensure!(ids.insert(id.to_owned()), "the notebook has two cells `{id}`");
            cells.push(cell(id, kind, &lines)?);
        }
    }
    Ok(cells)
}

/// Each mark, and the lines below it. Only a line that begins with it is a mark: a value may hold its signs.
fn split(section: &str) -> Vec<(&str, Vec<&str>)> {
    let mut cells: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in section.lines() {
        if let Some(mark) = line.strip_prefix(MARK) {
            cells.push((mark, Vec::new()));
        } else if let Some((_, lines)) = cells.last_mut() {
            lines.push(line.trim_end());
        }
    }
    for (_, lines) in &mut cells {
        while lines.last().is_some_and(|line| line.is_empty()) {
            lines.pop();
        }
    }
    cells
}

/// nbformat 4.5: 1 to 64 of these characters.
fn is_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=64).contains(&id.len()) && id.bytes().all(plain)
}

/// A cell. Its id is its name in the template, so that no run of the program changes it.
fn cell(id: &str, kind: &str, lines: &[&str]) -> anyhow::Result<Json> {
    Ok(match kind {
        "[markdown]" => {
            let lines: Vec<&str> = lines.iter().map(|line| prose(line)).collect();
            json!({"cell_type": "markdown", "id": id, "metadata": {}, "source": source(&lines)})
        }
        // Papermill's word for the cell whose values a run may replace.
        "[parameters]" => code(id, &json!({"tags": ["parameters"]}), lines),
        "[code]" => code(id, &json!({}), lines),
        _ => bail!("the notebook has a cell of the unknown kind `{kind}`"),
    })
}

fn code(id: &str, metadata: &Json, lines: &[&str]) -> Json {
    json!({
        "cell_type": "code",
        "execution_count": null,
        "id": id,
        "metadata": metadata,
        "outputs": [],
        "source": source(lines)
    })
}

/// A line of Markdown, which stands in the template as a comment.
fn prose(line: &str) -> &str {
    let text = line.strip_prefix('#').unwrap_or(line);
    text.strip_prefix(' ').unwrap_or(text)
}

/// Lines as nbformat wants them: each with its end, except the last.
fn source(lines: &[&str]) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let ended = lines.iter().enumerate();
    ended
        .map(|(position, line)| format!("{line}{}", if position < last { "\n" } else { "" }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_begins_a_line() {
        let section = "# %% a [code]\nx = \"# %% b [code]\"\n\n# %% c [markdown]\n# # Title\n#\n# text\n\n";
        let cells = cells(&[section.to_owned()]).unwrap();
        assert_eq!(cells.len(), 2);
        assert_eq!(cells[0]["source"], json!(["x = \"# %% b [code]\""]));
        assert_eq!(cells[1]["source"], json!(["# Title\n", "\n", "text"]));
    }

    #[test]
    fn ids_are_nbformats_and_stand_once() {
        for section in [
            "# %% a [code]\n# %% a [code]\n",
            "# %% a.b [code]\n",
            "# %% a\n",
            "# %% a [raw]\n",
        ] {
            assert!(cells(&[section.to_owned()]).is_err(), "{section}");
        }
    }
}
