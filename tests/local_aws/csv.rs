//! CSV that tells an empty text from nothing: Athena quotes every value and leaves null bare, and Personalize reads it so.

/// A value, or null.
pub type Cell = Option<String>;

/// The rows of a file. A bare cell without a letter is null; quotes are doubled within quotes; rows may hold line breaks.
pub fn parse(text: &str) -> Vec<Vec<Cell>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut cell, mut quoted, mut inside) = (String::new(), false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if inside && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => {
                inside = !inside;
                quoted = true;
            }
            ',' if !inside => row.push(take(&mut cell, &mut quoted)),
            '\r' if !inside && letters.peek() == Some(&'\n') => {}
            '\n' if !inside => {
                row.push(take(&mut cell, &mut quoted));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(
        !inside && cell.is_empty() && row.is_empty(),
        "the file ends within a row"
    );
    rows
}

fn take(cell: &mut String, quoted: &mut bool) -> Cell {
    let text = std::mem::take(cell);
    (std::mem::take(quoted) || !text.is_empty()).then_some(text)
}

#[test]
fn a_null_is_no_empty_text() {
    let row = |cells: &[Option<&str>]| cells.iter().map(|cell| cell.map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(
        parse("\"a\",\"b\"\n\"\",\n\"x, \"\"y\"\"\nz\",1\n"),
        [
            row(&[Some("a"), Some("b")]),
            row(&[Some(""), None]),
            row(&[Some("x, \"y\"\nz"), Some("1")])
        ]
    );
}
