//! Stages, sandboxes and specs: which stacks one call gives.

use std::fs;

use super::support::*;

fn place() -> Place {
    let place = Place::new();
    place.write(
        "stage.toml",
        format!("{SPEC}[stages.trial]\n[stages.sandbox]\nkind = \"sandbox\"\n"),
    );
    place
}

fn stacks(place: &Place, out: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(place.at(out)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_call_renders_the_stages_that_it_asks_for() {
    let place = place();
    for (arguments, expected) in [
        (&[][..], &["shop-dev", "shop-trial"][..]),
        (&["--stage", "trial"], &["shop-trial"]),
        (
            &["--stage", "trial", "--stage", "dev", "--stage", "dev"],
            &["shop-dev", "shop-trial"],
        ),
        (&["--sandbox", "bob"], &["shop-bob"]),
        (&["--sandbox", "a1-b2", "--stage", "sandbox"], &["shop-a1-b2"]),
    ] {
        place.expect(0, &[&["render", "stage.toml", "--out", "out"], arguments].concat());
        assert_eq!(stacks(&place, "out"), expected, "{arguments:?}");
        fs::remove_dir_all(place.at("out")).unwrap();
    }
}

#[test]
fn what_cannot_be_asked_for_is_one_sentence() {
    let place = place();
    for (arguments, words) in [
        (
            &["--stage", "trail"][..],
            "no spec has a stage `trail`; did you mean `trial`?",
        ),
        (
            &["--stage", "xyzzy"],
            "no spec has a stage `xyzzy`; there is `dev`, `trial` or `sandbox`",
        ),
        (
            &["--stage", ""],
            "no spec has a stage ``; there is `dev`, `trial` or `sandbox`",
        ),
        (
            &["--stage", "sandbox"],
            "`sandbox` is a sandbox: say whose with `--sandbox OWNER`",
        ),
        (
            &["--stage", "dev", "--sandbox", "bob"],
            "`dev` is shared by all: render it without `--sandbox`",
        ),
        (&["--sandbox", ""], "`` cannot be the owner of a sandbox"),
        (&["--sandbox", "BOB"], "`BOB` cannot be the owner of a sandbox"),
        (&["--sandbox", "bob smith"], "cannot be the owner of a sandbox"),
        (&["--sandbox", "../bob"], "cannot be the owner of a sandbox"),
        (&["--sandbox", "con"], "not the name of a Windows device"),
    ] {
        let run = place.expect(2, &[&["render", "stage.toml"], arguments].concat());
        assert!(run.err.contains(words), "{arguments:?}: {run:#?}");
        assert_eq!(run.err.lines().count(), 1, "{run:#?}");
    }
    place.write("stage.toml", SPEC);
    let run = place.expect(2, &["render", "stage.toml", "--sandbox", "bob"]);
    assert!(
        run.err
            .contains("no spec has a sandbox: give one a stage with `kind = \"sandbox\"`"),
        "{run:#?}"
    );
    place.write("stage.toml", format!("{SPEC}kind = \"sandbox\"\n"));
    let run = place.expect(2, &["render", "stage.toml"]);
    assert!(
        run.err
            .contains("there is only a sandbox: say whose with `--sandbox OWNER`"),
        "{run:#?}"
    );
    assert_eq!(stacks(&place, "out"), [""; 0]);
}

#[test]
fn an_owner_called_as_a_stage_and_two_sandboxes_are_errors() {
    let place = place();
    let run = place.expect(1, &["render", "stage.toml", "--sandbox", "trial"]);
    assert!(
        run.err.contains("error[owner-is-a-stage]") && run.err.contains("stage.toml:20:1"),
        "{run:#?}"
    );
    let told = place.told_of(format!(
        "{SPEC}[stages.a]\nkind = \"sandbox\"\n[stages.b]\nkind = \"sandbox\"\n"
    ));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!((told[0].rule.as_str(), told[0].line), ("sandbox-given-twice", 22));
    assert_eq!(stacks(&place, "out"), [""; 0]);
}

#[test]
fn several_specs_render_and_one_stack_from_two_is_an_error() {
    let place = place();
    place.write("other.toml", SPEC.replace("\"shop\"", "\"other\""));
    place.expect(0, &["render", "stage.toml", "other.toml", "./stage.toml"]);
    assert_eq!(stacks(&place, "out"), ["other-dev", "shop-dev", "shop-trial"]);
    place.write("again/other.toml", SPEC);
    let told = place.told(&["other.toml", "stage.toml", "again/other.toml"]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(
        (told[0].rule.as_str(), told[0].file.as_str(), told[0].line),
        ("stack-given-twice", "again/other.toml", 18)
    );
    let human = place.run(&["lint", "stage.toml", "again/other.toml"]).out;
    assert!(
        human.contains("stage.toml:18:1") && human.contains("the first"),
        "{human}"
    );
    // `a` with a stage `b-c` and `a-b` with a stage `c` are one stack, too.
    place.write(
        "one.toml",
        SPEC.replace("\"shop\"", "\"a\"").replace("stages.dev", "stages.b-c"),
    );
    place.write(
        "two.toml",
        SPEC.replace("\"shop\"", "\"a-b\"").replace("stages.dev", "stages.c"),
    );
    assert_eq!(place.told(&["one.toml", "two.toml"]).len(), 1);
}

#[test]
fn findings_come_in_the_order_of_the_call_then_of_the_text() {
    let place = Place::new();
    let wrong = SPEC
        .replace("region =", "regoin =")
        .replace("retain_data", "retain_dat");
    place.write("a.toml", &wrong);
    place.write("b.toml", wrong.replace("\"shop\"", "\"book\""));
    let told = place.told(&["b.toml", "a.toml"]);
    let order: Vec<_> = told.iter().map(|told| (told.file.as_str(), told.line)).collect();
    assert_eq!(order, [("b.toml", 3), ("b.toml", 19), ("a.toml", 3), ("a.toml", 19)]);
}
