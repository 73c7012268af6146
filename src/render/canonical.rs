//! The two things that `terraform fmt` asks of a text and that a template cannot know beforehand: equals signs of
//! neighbouring arguments stand below each other, and a list that is too long for its line has an item a line (which `fmt`
//! leaves to people). Everything else is in the templates as `fmt` wants it.

use unicode_segmentation::UnicodeSegmentation;

/// Longest line, in characters, that a list may make.
const LINE_MAX: usize = 100;

/// A rendered `.tf` file in canonical form.
pub(super) fn canonical(text: &str) -> String {
    let lines: Vec<String> = text.lines().flat_map(wrap).collect();
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut run: Vec<(&str, &str)> = Vec::new();
    for line in &lines {
        match argument(line) {
            Some(split) => run.push(split),
            None => {
                align(&mut run, &mut out);
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    align(&mut run, &mut out);
    out
}

/// Name and value of a line that holds one whole argument: `fmt` aligns those, and no line that opens a bracket.
fn argument(line: &str) -> Option<(&str, &str)> {
    let (name, value) = split(line)?;
    (depth(value) == 0).then_some((name, value))
}

/// A line at its equals sign, if it begins with the name of an argument or the key of an object.
fn split(line: &str) -> Option<(&str, &str)> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.get(indent..)?;
    let name = if rest.starts_with('"') {
        code(rest)
            .find(|(_, character)| *character == '"')
            .map(|(at, _)| at + 1)?
    } else {
        rest.find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-')))?
    };
    let value = rest.get(name..)?.strip_prefix(" = ")?;
    (name > 0).then_some((line.get(..indent + name)?, value))
}

/// The characters of a text that are not inside a string literal, with their places; of a literal only the closing quote.
fn code(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut inside, mut escaped) = (false, false);
    text.char_indices().filter(move |(_, character)| {
        if !inside {
            inside = *character == '"';
            return !inside;
        }
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => inside = false,
            _ => {}
        }
        !inside
    })
}

/// How many brackets more are opened than closed.
fn depth(text: &str) -> i32 {
    code(text)
        .map(|(_, character)| match character {
            '[' | '{' | '(' => 1,
            ']' | '}' | ')' => -1,
            _ => 0,
        })
        .sum()
}

/// The width of a name as `fmt` sees it: quotes, and the graphemes of what is between them. Where the Unicode tables of `fmt`
/// are older than ours (conjuncts of Indic scripts) it may count a column more.
fn columns(name: &str) -> usize {
    if name.is_ascii() {
        return name.len();
    }
    let parts = name.split('"').map(|part| part.graphemes(true).count());
    parts.sum::<usize>() + name.matches('"').count()
}

fn align(run: &mut Vec<(&str, &str)>, out: &mut String) {
    let widest = run.iter().map(|(name, _)| columns(name)).max().unwrap_or_default();
    for (name, value) in run.drain(..) {
        out.push_str(name);
        out.push_str(&" ".repeat(widest - columns(name)));
        out.push_str(" = ");
        out.push_str(value);
        out.push('\n');
    }
}

/// A line; or, where it holds a list that makes it too long, the lines of the list with an item each.
fn wrap(line: &str) -> Vec<String> {
    let whole = || vec![line.to_owned()];
    if line.chars().count() <= LINE_MAX {
        return whole();
    }
    let Some((name, value)) = split(line) else {
        return whole();
    };
    let Some(items) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return whole();
    };
    let indent = " ".repeat(line.len() - line.trim_start().len());
    let mut lines = vec![format!("{name} = [")];
    let (mut level, mut start) = (0, 0);
    for (at, character) in code(items) {
        match character {
            '[' | '{' | '(' => level += 1,
            ']' | '}' | ')' => level -= 1,
            ',' if level == 0 => {
                lines.push(format!(
                    "{indent}  {},",
                    items.get(start..at).unwrap_or_default().trim()
                ));
                start = at + 1;
            }
            _ => {}
        }
    }
    lines.push(format!("{indent}  {},", items.get(start..).unwrap_or_default().trim()));
    lines.push(format!("{indent}]"));
    lines
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn equals_signs_of_neighbours_stand_below_each_other() {
        let text = "\
module \"a\" {
  source = \"x\"

  name = \"n = [\"
  retain_data = false
  names = [
    local.a,
  ]
  tags = {
    \"a = \\\" b\" = 1
    \"größe\" = \"{\"
  }
  list = [
    { name = \"a\", type = \"b\" },
  ]
}
";
        let expected = "\
module \"a\" {
  source = \"x\"

  name        = \"n = [\"
  retain_data = false
  names = [
    local.a,
  ]
  tags = {
    \"a = \\\" b\" = 1
    \"größe\"    = \"{\"
  }
  list = [
    { name = \"a\", type = \"b\" },
  ]
}
";
        assert_eq!(canonical(text), expected);
        assert_eq!(canonical(expected), expected);
    }

    #[test]
    fn a_list_that_is_too_long_has_an_item_a_line() {
        let item = "a".repeat(40);
        let text = format!("  x = [\"{item},]\", f(\"{item}\", 2), \"{item}\"]\n");
        let expected = format!("  x = [\n    \"{item},]\",\n    f(\"{item}\", 2),\n    \"{item}\",\n  ]\n");
        assert_eq!(canonical(&text), expected);
        assert_eq!(canonical("  x = [\"a\", \"b\"]\n"), "  x = [\"a\", \"b\"]\n");
    }
}
