//! The TOML blocks of a rule's explanation, laid over a small valid spec and linted.
//!
//! A block is written as people read it: only what matters. What every spec needs besides is put below its headers. A
//! comment `# path, 3 MiB` (or `KiB`) makes that file beside the spec (`<U+0007>` in it is that character); paths below `/home/me` go to
//! a folder of the test. `# kickstart render --sandbox bob` names the owner of the sandbox. A block fenced as `toml whole` is a spec by itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use kickstart::diagnostic::{Finding, Findings, Sink};
use kickstart::lint::{self, Rule};
use kickstart::source::{Drafts, Folder, Loaded, SourceText, Tree};
use kickstart::{fix, spec, stage};

/// The keys that a table needs, and their values.
type Needed = &'static [(&'static str, &'static str)];

const PROJECT: Needed = &[("name", "\"movielens\""), ("region", "\"eu-central-1\"")];

/// A folder that is the machine's in examples.
const HOME: &str = "/home/me";

/// Tests run side by side: each example has a folder of its own.
static NEXT: AtomicUsize = AtomicUsize::new(0);

/// One block of an explanation.
pub struct Example {
    folder: PathBuf,
    text: String,
    whole: bool,
}

/// The linted example.
pub struct Linted {
    /// What was told.
    pub findings: Findings,
    /// The text that was linted.
    pub text: String,
}

impl Example {
    /// The block of a section; `None` where it is not TOML.
    pub fn of(rule: &Rule, section: &str) -> Option<Self> {
        let text = rule.section(section).expect("every rule has every section");
        let (fence, rest) = text
            .strip_prefix("```")
            .and_then(|text| text.split_once('\n'))
            .expect("a block");
        let block = rest.strip_suffix("\n```").expect("nothing but the block");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("rules")
            .join(rule.id)
            .join(NEXT.fetch_add(1, Ordering::Relaxed).to_string());
        fence.starts_with("toml").then(|| Self {
            folder,
            text: block.to_owned(),
            whole: fence == "toml whole",
        })
    }

    /// Lints the block in a fresh folder.
    pub fn lint(&self) -> Linted {
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(self.folder.join("spec")).unwrap();
        self.write_files();
        let home = self.folder.join("home").to_string_lossy().into_owned();
        let text = match self.whole {
            true => self.text.clone(),
            false => completed(&self.text),
        };
        let text = text.replace(HOME, &home);
        Linted {
            findings: self.told("stage.toml", &text, &Drafts::default()),
            text,
        }
    }

    /// Lints the block as a file in a fresh folder, mends it and lints what is left: what was told before and after, and the
    /// mended text.
    pub fn mend(&self) -> (Findings, Linted) {
        let text = self.lint().text;
        let path = self.folder.join("spec/stage.toml");
        fs::write(&path, &text).unwrap();
        let judge = |drafts: &Drafts| {
            let Loaded::Text(text) = drafts.load(&path, &path.to_string_lossy()).unwrap() else {
                panic!("an example is UTF-8");
            };
            self.told(&path.to_string_lossy(), text.text(), drafts)
        };
        let before = judge(&Drafts::default());
        let mended = fix::mend(|drafts| Ok(judge(drafts))).unwrap();
        assert_eq!(mended.refusals, Vec::<String>::new());
        for file in mended.files {
            file.write().unwrap();
        }
        let after = Linted {
            findings: judge(&Drafts::default()),
            text: fs::read_to_string(&path).unwrap(),
        };
        (before, after)
    }

    fn told(&self, name: &str, text: &str, drafts: &Drafts) -> Findings {
        let mut sink = Sink::default();
        let source = SourceText::new(name, text);
        if let Some(page) = spec::read(&source, &mut sink).unwrap() {
            let folder = Folder::of(&self.folder.join("spec/stage.toml")).with(drafts);
            let stages = stage::resolve(&page, &folder, self.owner(), &mut sink);
            lint::check(&page, &stages, &mut sink);
        }
        sink.finish()
    }

    /// A finding as the rule's page shows it.
    pub fn show(&self, finding: &Finding) -> String {
        let home = self.folder.join("home").to_string_lossy().into_owned();
        let mut shown = format!("{}: {}", finding.level.as_str(), finding.message);
        let at = match finding.place.snippet() {
            "" => "the start of the file",
            snippet => snippet,
        };
        shown.push_str(&format!("\n  at {at}"));
        if let Some(related) = &finding.related {
            shown.push_str(&format!("\n  {}: {}", related.label, related.place.snippet()));
        }
        if let Some(help) = &finding.help {
            shown.push_str(&format!("\n  help: {help}"));
        }
        shown.replace(&home, HOME)
    }

    /// Whether a finding stands in what the block says, and not in what was put around it.
    pub fn holds(&self, linted: &Linted, finding: &Finding) -> bool {
        let span = finding.place.span();
        let line = linted.text[..span.start].matches('\n').count();
        let line = linted.text.lines().nth(line).unwrap_or_default();
        let home = self.folder.join("home").to_string_lossy().into_owned();
        self.text.lines().any(|own| own.replace(HOME, &home) == line)
    }

    fn owner(&self) -> stage::Owner<'_> {
        let mut lines = self.text.lines();
        match lines.find_map(|line| line.strip_prefix("# kickstart render --sandbox ")) {
            Some(owner) => stage::Owner::Named(owner),
            None => stage::Owner::Nobody,
        }
    }

    fn write_files(&self) {
        for line in self.text.lines() {
            let Some((path, size)) = line.strip_prefix("# ").and_then(|line| line.split_once(", ")) else {
                continue;
            };
            let sized = |unit: &str| size.strip_suffix(unit).and_then(|size| size.parse::<usize>().ok());
            let Some(bytes) = sized(" MiB")
                .map(|size| size << 20)
                .or(sized(" KiB").map(|size| size << 10))
            else {
                continue;
            };
            let path = path.replace("<U+0007>", "\u{7}");
            let path = match path.strip_prefix(HOME) {
                Some(below) => self.folder.join("home").join(below.trim_start_matches('/')),
                None => self.folder.join("spec").join(path),
            };
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if path.extension().is_some_and(|ending| ending == "sql") {
                let comment = "x".repeat(if size.ends_with("KiB") { bytes - 100 } else { 0 });
                fs::write(
                    &path,
                    format!(
                        "SELECT userid AS USER_ID, movieid AS ITEM_ID, time AS TIMESTAMP FROM ratings -- {comment}\n"
                    ),
                )
                .unwrap();
                continue;
            }
            // A sparse file: its size is what counts, and the disk does not notice.
            let file = fs::File::create(&path).unwrap();
            file.set_len(bytes as u64).unwrap();
        }
    }
}

/// The block with what it leaves out: below the header of its table or, where there is none, at the end.
fn completed(block: &str) -> String {
    let (tree, _) = Tree::parse(&SourceText::new("block", block));
    let mut text = format!("{block}\n");
    complete(&mut text, &tree, &["project"], PROJECT);
    let mut datasets = vec!["interactions".to_owned()];
    let written = tree.entry(&["datasets"]).and_then(|entry| entry.node.table());
    datasets.extend(written.into_iter().flat_map(|table| table.keys().cloned()));
    datasets.sort();
    datasets.dedup();
    for dataset in &datasets {
        let (source, schema) = match dataset.as_str() {
            "interactions" => (
                "\"ratings/\"",
                "{ USER_ID = \"string\", ITEM_ID = \"string\", TIMESTAMP = \"long\" }",
            ),
            _ => (
                "\"movies/\"",
                "{ ITEM_ID = \"string\", GENRES = { type = \"string\", categorical = true } }",
            ),
        };
        let query = format!("\"{}\"", query_for(&tree, dataset, schema));
        let needed = [("source", source), ("query", &query), ("schema", schema)];
        complete(&mut text, &tree, &["datasets", dataset], &needed);
    }
    if !block.contains("[stages.") && !block.contains("stages]") {
        text.push_str("\n[stages.dev]\n");
    }
    text
}

/// A query with a column for each field of the schema that the block gives, or of `schema`. It reads no table, whatever the
/// block says of columns.
fn query_for(tree: &Tree, dataset: &str, schema: &str) -> String {
    let (default, _) = Tree::parse(&SourceText::new("schema", format!("schema = {schema}")));
    let written = tree
        .entry(&["datasets", dataset, "schema"])
        .or(default.entry(&["schema"]));
    let fields = written.and_then(|entry| entry.node.table()).into_iter().flatten();
    let columns: Vec<String> = fields
        .map(|(name, _)| format!("'x' AS \\\"{}\\\"", name.replace('"', "\\\"\\\"")))
        .collect();
    format!("SELECT {}", columns.join(", "))
}

fn complete(text: &mut String, tree: &Tree, table: &[&str], needed: &[(&str, &str)]) {
    let written = tree.entry(table).and_then(|entry| entry.node.table());
    let has = |key: &str| written.is_some_and(|table| table.contains_key(key));
    let query = |key: &str| key == "query" && has("query_file");
    let missing: Vec<String> = needed
        .iter()
        .filter(|(key, _)| !has(key) && !query(key))
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect();
    if missing.is_empty() {
        return;
    }
    let header = format!("[{}]\n", table.join("."));
    if !text.contains(&header) {
        text.push_str(&format!("\n{header}"));
    }
    *text = text.replacen(&header, &format!("{header}{}", missing.concat()), 1);
}
