//! Text in lines that fit.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks a text at blanks, and a word that is longer than a line anywhere, so that it fits `width` columns, of which
/// `indent` are taken already.
pub fn wrap(text: &str, width: usize, indent: usize, continued: &str) -> String {
    let room = width.saturating_sub(indent).max(30);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && line.width() + 1 + word.width() > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        if word.width() <= room {
            line.push_str(word);
            continue;
        }
        for character in word.chars() {
            if line.width() + character.width().unwrap_or(0) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    lines.push(line);
    lines.join(&format!("\n{continued}"))
}

/// Markdown in lines that fit: paragraphs are broken anew, blocks of code stay as they are.
pub fn wrap_markdown(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut in_code = false;
    let flush = |paragraph: &mut String, out: &mut String| {
        if !paragraph.is_empty() {
            let hanging = if paragraph.starts_with("- ") { "  " } else { "" };
            out.push_str(&wrap(paragraph, width, 0, hanging));
            out.push('\n');
            paragraph.clear();
        }
    };
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        if in_code || is_fence || line.is_empty() || line.starts_with('#') {
            flush(&mut paragraph, &mut out);
            out.push_str(line);
            out.push('\n');
            in_code ^= is_fence;
        } else {
            if line.starts_with("- ") {
                flush(&mut paragraph, &mut out);
            } else if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    flush(&mut paragraph, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_broken_anew_and_code_is_not() {
        let text = "# title\n\none two three four five six seven eight nine\nten\n\n```toml\na = \"a line that is much longer than forty columns\"\n```\n- a link that is long, and goes on\n- b\n";
        let wrapped = wrap_markdown(text, 40);
        let expected = "# title\n\none two three four five six seven eight\nnine ten\n\n```toml\na = \"a line that is much longer than forty columns\"\n```\n- a link that is long, and goes on\n- b\n";
        assert_eq!(wrapped, expected);
    }
}
