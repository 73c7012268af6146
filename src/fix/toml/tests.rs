use std::sync::Arc;

use super::super::edit::Edits;
use super::*;

fn apply(source: &Arc<SourceText>, edit: Option<Edit>) -> Option<String> {
    let mut edits = Edits::default();
    assert!(edits.add(&[edit?]));
    Some(edits.apply(source.text()).0)
}

fn marked(text: &str, path: &str, on: bool) -> Option<String> {
    let source = SourceText::new("t", text);
    let (tree, errors) = Tree::parse(&source);
    assert!(errors.is_empty(), "{errors:?}");
    let path: Vec<String> = path.split('.').map(str::to_owned).collect();
    let new = apply(&source, mark(&tree, &path, "categorical", on))?;
    let (tree, errors) = Tree::parse(&SourceText::new("t", new.as_str()));
    assert!(errors.is_empty(), "{new}: {errors:?}");
    let node = &tree.entry(&path).unwrap().node;
    let of_table = |key: &str| Some(node.table()?.get(key)?.node.value.clone());
    let found = of_table("categorical");
    let kind = of_table("type").unwrap_or_else(|| node.value.clone());
    assert_eq!(kind, Value::String("string".into()), "{new}");
    match on {
        true => assert_eq!(found, Some(Value::Boolean(true)), "{new}"),
        false => assert!(matches!(found, None | Some(Value::Boolean(false))), "{new}"),
    }
    Some(new)
}

#[test]
fn a_mark_is_set_in_every_form_of_a_field() {
    for (text, wanted) in [
        (
            "G = \"string\" # c\n",
            "G = { type = \"string\", categorical = true } # c\n",
        ),
        ("G = 'string'", "G = { type = 'string', categorical = true }"),
        (
            "G = { type = \"string\" }\n",
            "G = { type = \"string\", categorical = true }\n",
        ),
        (
            "G = {type=\"string\",}\r\n",
            "G = {type=\"string\", categorical = true,}\r\n",
        ),
        (
            "G = { type = \"string\", categorical = false }\n",
            "G = { type = \"string\", categorical = true }\n",
        ),
        (
            "G = {\r\n  # one\r\n  type = \"string\", # two\r\n}\r\n",
            "G = {\r\n  # one\r\n  type = \"string\", categorical = true, # two\r\n}\r\n",
        ),
        (
            "[G]\n  type = \"string\" # c\n\n[H]\n",
            "[G]\n  type = \"string\" # c\n  categorical = true\n\n[H]\n",
        ),
        (
            "[G]\r\ntype = \"string\"",
            "[G]\r\ntype = \"string\"\r\ncategorical = true",
        ),
        (
            "G.type = \"string\"\nH = 1\n",
            "G.type = \"string\"\nG.categorical = true\nH = 1\n",
        ),
        (
            "G.categorical = false\nG.type = \"string\"\n",
            "G.categorical = true\nG.type = \"string\"\n",
        ),
    ] {
        assert_eq!(marked(text, "G", true).as_deref(), Some(wanted), "{text}");
    }
    assert_eq!(
        marked("[a]\nb = { G = \"string\", H = 1 }\n", "a.b.G", true).as_deref(),
        Some("[a]\nb = { G = { type = \"string\", categorical = true }, H = 1 }\n")
    );
    assert_eq!(marked("a = 1\n", "b", true), None);
}

#[test]
fn a_mark_is_taken_away_and_comments_stay() {
    for (text, wanted) in [
        (
            "G = { type = \"string\", categorical = true } # c\n",
            "G = \"string\" # c\n",
        ),
        ("G = { categorical = true, type = 'string' }\n", "G = 'string'\n"),
        (
            "G = { type = \"string\", nullable = true, categorical = true }\n",
            "G = { type = \"string\", nullable = true }\n",
        ),
        (
            "G = { categorical = true, type = \"string\", nullable = true }\n",
            "G = { type = \"string\", nullable = true }\n",
        ),
        (
            "G = {type='string',nullable=true,categorical=true}\n",
            "G = {type='string',nullable=true}\n",
        ),
        ("G = {categorical=true,type='string'}\n", "G = 'string'\n"),
        ("G = {type='string',categorical=true}\n", "G = 'string'\n"),
        (
            "G = { type = \"string\", categorical = true, nullable = true }\n",
            "G = { type = \"string\", nullable = true }\n",
        ),
        (
            "G = {\r\n  type = \"string\", # one\r\n  categorical = true,\r\n}\r\n",
            "G = {\r\n  type = \"string\", # one\r\n  categorical = false,\r\n}\r\n",
        ),
        (
            "G = {\n  type = \"string\",\n  nullable = true,\n  categorical = true,\n}\n",
            "G = {\n  type = \"string\",\n  nullable = true,\n}\n",
        ),
        (
            "[G]\ntype = \"string\"\ncategorical = true # why\n",
            "[G]\ntype = \"string\"\ncategorical = false # why\n",
        ),
        (
            "G.type = \"string\"\nG.categorical = true\n",
            "G.type = \"string\"\nG.categorical = false\n",
        ),
    ] {
        assert_eq!(marked(text, "G", false).as_deref(), Some(wanted), "{text}");
    }
    assert_eq!(marked("G = { type = \"string\" }\n", "G", false), None);
    assert_eq!(marked("G = \"string\"\n", "G", false), None);
}

#[test]
fn keys_and_values_keep_their_quotes() {
    assert_eq!(key("sorce", "source"), "source");
    assert_eq!(key("\"sorce\"", "source"), "\"source\"");
    assert_eq!(key("'a\"b'", "c d"), "'c d'");
    assert_eq!(key("a", "größe"), "\"größe\"");
    let written = |old: &str, to: Literal| {
        let source = SourceText::new("t", old);
        apply(&source, value(&Place::new(&source, 0..old.len()), &to))
    };
    let string = |text: &str| Literal::String(text.to_owned());
    assert_eq!(written("\"jsn\"", string("json")).as_deref(), Some("\"json\""));
    assert_eq!(written("'jsn'", string("json")).as_deref(), Some("'json'"));
    assert_eq!(written("'''jsn'''", string("json")).as_deref(), Some("\"json\""));
    assert_eq!(
        written("2026-01-31", string("2026-01-31")).as_deref(),
        Some("\"2026-01-31\"")
    );
    let hard = "a\"\u{1b}";
    let literal = written("\"a\"", string(hard)).unwrap();
    assert_eq!(literal.parse::<toml_edit::Value>().unwrap().as_str(), Some(hard));
    let plain = |text: &str| written("\"x\"", Literal::Plain(text.to_owned()));
    assert_eq!(plain("64").as_deref(), Some("64"));
    assert_eq!(plain("true").as_deref(), Some("true"));
    assert_eq!(plain("true\nb = 1"), None);
    assert_eq!(plain("[1]"), None);
}

#[test]
fn comments_go_with_their_line_and_words_with_their_comma() {
    for (text, at, wanted) in [
        ("a = 1 # x\nb = 2\n", "# x", "a = 1\nb = 2\n"),
        ("a = 1\r\n\t# x\r\nb = 2\r\n", "# x", "a = 1\r\nb = 2\r\n"),
        ("# x\nb = 2", "# x", "b = 2"),
        ("b = 2\n# x", "# x", "b = 2\n"),
        ("a = 1\t# x", "# x", "a = 1"),
        ("# i[one, two]", "one", "# i[two]"),
        ("# i[one , two] because", "two", "# i[one] because"),
        ("# i[one,two,three]", "two", "# i[one,three]"),
    ] {
        let source = SourceText::new("t", text);
        let start = text.find(at).unwrap();
        let place = Place::new(&source, start..start + at.len());
        assert_eq!(
            apply(&source, without_comment(&place)).as_deref(),
            Some(wanted),
            "{text}"
        );
    }
    let source = SourceText::new("t", "# i[one]");
    assert_eq!(without_comment(&Place::new(&source, 4..7)), None);
}
