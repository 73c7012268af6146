//! The hooks, with the real pre-commit in repositories of their own: built from source, and installed as a wheel.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy allows these in test functions, not in the functions that tests call"
)]

#[path = "pre_commit/repository.rs"]
mod repository;
mod support;
#[path = "pre_commit/wheel.rs"]
mod wheel;

use std::fs;
use std::path::Path;

use repository::{Repository, publish};
use support::process::command;
use support::tools;
use support::trees::root;
use wheel::{compile, installed, only, succeeds, wheels, with_first};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// A block of the README, which begins with this line.
fn readme(first: &str) -> String {
    let text = read("README.md");
    let blocks = text
        .split("```yaml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let found: Vec<&str> = blocks.filter(|block| block.starts_with(first)).collect();
    assert_eq!(found.len(), 1, "blocks of the README that begin with `{first}`");
    found[0].to_owned()
}

/// The README's configuration, with its hooks from this repository.
fn config(hooks: &Path) -> String {
    let text = readme("repos:\n");
    assert!(
        text.contains(&format!("rev: v{VERSION}")),
        "the README names another version:\n{text}"
    );
    let repo = |line: &str| match line.split_once("repo: ") {
        Some((before, _)) => format!("{before}repo: {}\n", hooks.display()),
        None => format!("{line}\n"),
    };
    text.lines().map(repo).collect()
}

/// A small spec that is fine.
fn spec(name: &str) -> String {
    let text = read("examples/minimal/stage.toml");
    text.replace("name   = \"minimal\"", &format!("name   = \"{name}\""))
}

#[test]
fn both_repositories_have_the_same_hooks_of_this_version() {
    let body = |path: &str| {
        read(path)
            .lines()
            .skip(1)
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    };
    let source = body(".pre-commit-hooks.yaml");
    assert!(source.contains("language: rust"));
    assert_eq!(
        source.replace("language: rust", "language: python"),
        body("pre-commit/.pre-commit-hooks.yaml")
    );
    let package = read("pre-commit/pyproject.toml");
    for line in [
        format!("\nversion = \"{VERSION}\"\n"),
        format!("\ndependencies = [\"personalize-kickstart=={VERSION}\"]\n"),
    ] {
        assert!(package.contains(&line), "{line}");
    }
}

#[test]
fn the_wheel_holds_the_program_and_its_licence() {
    let Some(wheels) = wheels() else { return };
    let (program, python) = installed(&wheels);
    assert_eq!(
        succeeds(command(&program).arg("--version")),
        format!("kickstart {VERSION}")
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stage.toml"), spec("shop")).unwrap();
    let lint = || {
        command(&program)
            .args(["lint", "stage.toml"])
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    assert_eq!(lint().status.code(), Some(0), "{:?}", lint());
    fs::write(
        folder.path().join("stage.toml"),
        spec("shop").replace("region", "regoin"),
    )
    .unwrap();
    assert_eq!(lint().status.code(), Some(1));
    assert!(
        String::from_utf8(lint().stdout)
            .unwrap()
            .contains("did you mean `region`?")
    );

    let about = "import importlib.metadata as m; d = m.metadata('personalize-kickstart'); \
                 print([d[k] for k in ('Name', 'Version', 'License-Expression', 'License-File', 'Requires-Python')]); \
                 print(d['Summary']); print(d['Description'] or d.get_payload())";
    let about = succeeds(command(&python).args(["-c", about]));
    let wanted = format!("['personalize-kickstart', '{VERSION}', 'Apache-2.0', 'LICENSE', '>=3.8']\n");
    assert!(about.starts_with(&wanted), "{about}");
    assert!(about.contains(env!("CARGO_PKG_DESCRIPTION")), "{about}");
    assert!(about.contains("# kickstart\n"), "the README is not shown: {about}");
    let wheel = only(&wheels, "personalize_kickstart");
    let held = succeeds(command(&python).args(["-m", "zipfile", "--list"]).arg(wheel));
    let mut held: Vec<&str> = held.lines().skip(1).filter_map(|line| line.split(' ').next()).collect();
    held.retain(|path| !path.contains(".dist-info/sboms/"));
    held.sort_unstable();
    let base = format!("personalize_kickstart-{VERSION}");
    let wanted = [
        "data/scripts/kickstart",
        "dist-info/METADATA",
        "dist-info/RECORD",
        "dist-info/WHEEL",
        "dist-info/licenses/LICENSE",
    ];
    assert_eq!(held, wanted.map(|path| format!("{base}.{path}")));
}

#[test]
fn hooks_that_install_the_wheel_need_no_rust() {
    let (Some(python), Some(wheels)) = (tools::pre_commit(), wheels()) else {
        return;
    };
    let hooks = publish(&root().join("pre-commit"), &format!("v{VERSION}"));
    // Whatever would compile ends the installation, and leaves a trace.
    let traps = tempfile::tempdir().unwrap();
    for name in ["cargo", "rustc", "rustup", "maturin"] {
        use std::os::unix::fs::PermissionsExt as _;
        let trap = traps.path().join(name);
        fs::write(&trap, "#!/bin/sh\necho \"${0##*/} $*\" >>\"${0%/*}/called\"\nexit 1\n").unwrap();
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let environment = [
        ("PATH", with_first(traps.path())),
        ("PIP_NO_INDEX", "1".into()),
        ("PIP_FIND_LINKS", wheels.into_os_string()),
    ];
    let repository = Repository::new(&python, &config(hooks.path()), &environment);
    let said = succeeds(&mut repository.pre_commit(&["install", "--install-hooks"]));
    assert!(said.contains("pre-commit installed at"), "{said}");
    // pip asks for the version, which it tells the registry.
    let called = fs::read_to_string(traps.path().join("called")).unwrap_or_default();
    let compiled: Vec<&str> = called.lines().filter(|call| *call != "rustc --version").collect();
    assert_eq!(compiled, [""; 0], "something was compiled");
    judge_commits(&repository);
    judge_many(&repository);
    judge_others(&repository);
    judge_queries(&repository, hooks.path());
}

#[test]
fn hooks_are_built_from_source() {
    // What the wheel is built with shows that crates can be had; the wheel's dependencies are compiled then, too.
    let (Some(python), Some(_)) = (tools::pre_commit(), wheels()) else {
        return;
    };
    let hooks = publish(root(), &format!("v{VERSION}"));
    let repository = Repository::new(&python, &config(hooks.path()), &[]);
    let said = compile(&mut repository.pre_commit(&["install", "--install-hooks"]));
    assert!(said.contains("pre-commit installed at"), "{said}");
    judge_commits(&repository);
    judge_many(&repository);
}

const LINT: &str = "hook id: kickstart-lint";
const CHECK: &str = "hook id: kickstart-render-check";

/// Commits of a clean spec, a broken one, and one that was not rendered; in the end all is clean.
fn judge_commits(repository: &Repository) {
    repository.write("stage.toml", &spec("shop"));
    repository.render();
    let said = repository.commit().passes().said;
    assert!(!said.contains("no files to check"), "{said}");

    repository.edit("stage.toml", "region =", "regoin =");
    let said = repository
        .commit()
        .fails(LINT, &["stage.toml:4:1", "did you mean `region`?", CHECK])
        .said;
    assert_eq!(
        said.matches("error[unknown-key]").count(),
        2,
        "render refuses what lint calls an error:\n{said}"
    );
    repository.reset();

    repository.edit(
        "stage.toml",
        "[stages.dev]",
        "[stages.dev]\nalarm_email = \"team@example.com\"",
    );
    let outcome = repository
        .commit()
        .fails(CHECK, &["out/shop-dev: out of date", "team@example.com"]);
    assert!(!outcome.said.contains(LINT), "{}", outcome.said);
    repository.render();
    repository.commit().passes();
}

/// Many specs are one call: two of them, far apart, would have one stack.
fn judge_many(repository: &Repository) {
    for number in 0..300 {
        repository.write(
            &format!("teams/team-{number}/shop.kickstart.toml"),
            &spec(&format!("shop-{number}")),
        );
    }
    repository.edit("teams/team-299/shop.kickstart.toml", "shop-299", "shop-0");
    repository.write(".git/info/exclude", "");
    let said = repository
        .run()
        .fails(LINT, &["error[stack-given-twice]", "teams/team-0/", "teams/team-299/"])
        .said;
    let lint = said.split(CHECK).next().unwrap();
    assert_eq!(lint.matches("error[").count(), 1, "{lint}");
    repository.reset();
}

/// Other TOML is left alone; a file that is only called like a spec is told by its `#:schema` line.
fn judge_others(repository: &Repository) {
    for path in [
        "pyproject.toml",
        "mystage.toml",
        "kickstart.toml.orig",
        "stage/other.toml",
        "kickstart/.toml",
    ] {
        repository.write(path, "[tool.other]\nregoin = 1\n");
    }
    repository.run().passes();
    repository.write(
        "other/stage.toml",
        &format!("#:schema https://example.com/other.json\n{}", spec("other")),
    );
    repository
        .run()
        .fails(LINT, &["other/stage.toml:1:10", "error[foreign-toml]", "`exclude:`"]);
    repository.reset();
}

/// With the README's lines for queries in files of their own, a change of the query alone runs the hooks.
fn judge_queries(repository: &Repository, hooks: &Path) {
    let wide = readme("      - id: kickstart-lint\n");
    let config = config(hooks);
    let narrow: String = config
        .split_inclusive('\n')
        .filter(|line| !line.contains("- id:"))
        .collect();
    repository.write(".pre-commit-config.yaml", &format!("{narrow}{wide}"));
    let text = spec("shop");
    let (before, rest) = text.split_once("query  = \"\"\"\n").unwrap();
    let (query, after) = rest.split_once("\"\"\"").unwrap();
    repository.write("queries/clicks.sql", query);
    repository.write(
        "stage.toml",
        &format!("{before}query_file = \"queries/clicks.sql\"{after}"),
    );
    repository.render();
    repository.commit().passes();

    repository.edit("queries/clicks.sql", "FROM clicks", "FROM clicks WHERE");
    repository
        .commit()
        .fails(LINT, &["queries/clicks.sql:3:1", "query-syntax", CHECK]);
    repository.reset();
    repository.edit("queries/clicks.sql", "FROM clicks", "FROM clicks WHERE user_id <> ''");
    repository.commit().fails(CHECK, &["out/shop-dev: out of date"]);
    repository.reset();
    repository.edit("out/shop-dev/main.tf", "module ", "# by hand\nmodule ");
    repository.commit().fails(CHECK, &["out/shop-dev/main.tf"]);
    repository.reset();
}
