//! How fast kickstart is: whole processes, as ratios to an empty program and to a raw writer of the same bytes.
//!
//! `cargo bench --bench speed` prints the table of `docs/benchmarks.md`. It judges nothing but what is written: a figure
//! beyond its goal is shown as missed, and is no failure.
//!
//! `SPEED_FOLDER` names the folder to write in, such as one in memory; else it is cargo's target folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use toml::de::DeTable;

use measure::{Contestant, in_turns};
use programs::{KICKSTART, compile, pack};

mod measure;
mod programs;
mod specs;

/// Rounds of what takes milliseconds, and of what takes seconds.
const MANY: usize = 300;
const FEW: usize = 3;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("--bench") => compare(),
        Some("--only-parse") => {
            let paths: Vec<String> = arguments.collect();
            paths.par_iter().try_for_each(|path| only_parse(path))
        }
        // `cargo test --all-targets` comes by here: that it compiles is all that a test can say of speed.
        _ => Ok(()),
    }
}

/// What reading a spec costs at least: this program in the place of kickstart, with the parser alone, on all cores too.
fn only_parse(path: &str) -> Result<()> {
    let text = fs::read_to_string(path)?;
    let (table, errors) = DeTable::parse_recoverable(&text);
    ensure!(errors.is_empty() && !table.get_ref().is_empty(), "the spec is not TOML");
    Ok(())
}

struct Row {
    what: &'static str,
    figure: String,
    goal: &'static str,
    met: bool,
}

fn compare() -> Result<()> {
    let folder = Folder::new()?;
    let mut rows = Vec::new();
    let empty = small(&folder, &mut rows)?;
    many_stages(&folder, &mut rows)?;
    many_specs(&folder, &mut rows)?;
    large_spec(&folder, &mut rows)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "E, an empty Rust program: {:.2} ms\n", empty * 1e3)?;
    writeln!(out, "| what | measured | goal | |\n|---|---:|---:|---|")?;
    for row in rows {
        let met = if row.met { "met" } else { "missed" };
        writeln!(out, "| {} | {} | {} | {met} |", row.what, row.figure, row.goal)?;
    }
    Ok(())
}

/// A row whose figure shall be at most `goal`.
fn at_most(what: &'static str, ratio: f64, unit: &str, seconds: f64, goal: (f64, &'static str)) -> Row {
    Row {
        what,
        figure: format!("{ratio:.2} {unit} ({:.2} ms)", seconds * 1e3),
        goal: goal.1,
        met: ratio <= goal.0,
    }
}

fn small(folder: &Folder, rows: &mut Vec<Row>) -> Result<f64> {
    let spec = folder.file("small.kickstart.toml", &specs::of_200_lines("shop"))?;
    let (new, old) = (folder.path("new"), folder.path("old"));
    let render = |out: &Path| {
        let mut command = kickstart(&["render", "--stage", "stage-1", "--out"]);
        command.arg(out).arg(&spec);
        Contestant::new(command)
    };
    let mut lint = kickstart(&["lint"]);
    lint.arg(&spec);
    in_turns(1, [render(&old)])?;
    let before = stamps(&old)?;
    let [empty, lint, fresh, unchanged] = in_turns(
        MANY,
        [
            Contestant::new(Command::new(compile("empty", &folder.0)?)),
            Contestant::new(lint),
            render(&new).before(|| clear(&new)),
            render(&old),
        ],
    )?;
    ensure!(before == stamps(&old)?, "rendering an unchanged stage wrote something");
    let e = |what, seconds, goal| at_most(what, seconds / empty, "E", seconds, goal);
    rows.push(e(
        "lint of a spec of 200 lines with three queries",
        lint,
        (3.0, "≤ 3 E"),
    ));
    rows.push(e("render of a stage into a new folder", fresh, (5.0, "≤ 5 E")));
    rows.push(e("render of a stage, nothing to write", unchanged, (4.5, "≤ 4.5 E")));
    Ok(empty)
}

fn many_stages(folder: &Folder, rows: &mut Vec<Row>) -> Result<()> {
    let writer = compile("raw_writer", &folder.0)?;
    let out = folder.path("out");
    let mut times = BTreeMap::new();
    for stages in [100, 1_000] {
        let spec = folder.file("stages.kickstart.toml", &specs::with_stages("shop", stages))?;
        let mut render = kickstart(&["render", "--out"]);
        render.arg(&out).arg(spec);
        clear(&out)?;
        ensure!(render.output()?.status.success(), "the stages cannot be rendered");
        let files = folder.path("files.pack");
        pack(&out, &files)?;
        let mut raw = Command::new(&writer);
        raw.arg(files).arg(&out);
        let [rendered, raw] = in_turns(
            FEW,
            [render, raw].map(|command| {
                Contestant::new(command).before(|| {
                    clear(&out)?;
                    // What an earlier round has left to be written to the device is not this one's to wait for.
                    let _ = Command::new("sync").status();
                    Ok(())
                })
            }),
        )?;
        times.insert(stages, (rendered, raw));
    }
    clear(&out)?;
    if let (Some((hundred, _)), Some((thousand, raw))) = (times.get(&100), times.get(&1_000)) {
        let what = "render of 1,000 stages, beside a raw writer of the same bytes";
        rows.push(at_most(what, thousand / raw, "raw", *thousand, (4.0, "≤ 4 raw")));
        let growth = thousand / hundred / 10.0;
        let what = "cost of a stage among 1,000, beside one among 100";
        rows.push(at_most(what, growth, "×", thousand / 1e3, (1.2, "linear: ≤ 1.2 ×")));
    }
    Ok(())
}

fn many_specs(folder: &Folder, rows: &mut Vec<Row>) -> Result<()> {
    let mut paths = Vec::new();
    for number in 0..1_000 {
        let name = format!("shop-{number}");
        paths.push(folder.file(&format!("{name}.kickstart.toml"), &specs::of_200_lines(&name))?);
    }
    let call = |mut command: Command, count| {
        command.args(paths.iter().take(count));
        Contestant::new(command)
    };
    let [hundred, thousand, parse] = in_turns(
        MANY / 10,
        [
            call(kickstart(&["lint"]), 100),
            call(kickstart(&["lint"]), 1_000),
            call(parse()?, 1_000),
        ],
    )?;
    let rate = 1_000.0 / thousand;
    rows.push(Row {
        what: "lint of 1,000 specs of 200 lines in one call",
        figure: format!("{rate:.0} specs/s ({:.0} ms)", thousand * 1e3),
        goal: "≥ 5,000 specs/s on 2 cores",
        met: rate >= 5_000.0,
    });
    // 5,000 specs a second is the goal where parsing alone reaches 28,000; the ratio of both holds on a busy machine too.
    let what = "lint of 1,000 specs, beside parsing them";
    rows.push(at_most(what, thousand / parse, "parse", thousand, (5.6, "≤ 5.6 parse")));
    let what = "cost of a spec among 1,000, beside one among 100";
    let growth = thousand / hundred / 10.0;
    rows.push(at_most(what, growth, "×", thousand / 1e3, (1.2, "linear: ≤ 1.2 ×")));
    Ok(())
}

fn large_spec(folder: &Folder, rows: &mut Vec<Row>) -> Result<()> {
    let spec = folder.file("large.kickstart.toml", &specs::with_stages("shop", 1_000))?;
    let contestants = [kickstart(&["lint"]), parse()?].map(|mut command| {
        command.arg(&spec);
        Contestant::new(command)
    });
    let [lint, parse] = in_turns(MANY / 10, contestants)?;
    let what = "lint of a spec of 1,000 stages, beside parsing it";
    rows.push(at_most(what, lint / parse, "parse", lint, (5.0, "≤ 5 parse")));
    Ok(())
}

/// This program, as a parser.
fn parse() -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--only-parse");
    Ok(command)
}

fn kickstart(arguments: &[&str]) -> Command {
    let mut command = Command::new(KICKSTART);
    command.args(arguments);
    command
}

/// When each file below a folder was last written or made.
fn stamps(folder: &Path) -> Result<BTreeMap<String, (SystemTime, SystemTime)>> {
    let mut files = Vec::new();
    programs::below(folder, "", &mut files)?;
    files
        .into_iter()
        .map(|file| {
            let metadata = fs::metadata(folder.join(&file))?;
            Ok((file, (metadata.modified()?, metadata.created()?)))
        })
        .collect()
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear `{}`", folder.display()))?;
    }
    Ok(())
}

/// Where the benchmark's files are; removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let parent = std::env::var_os("SPEED_FOLDER").unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
        let path = Path::new(&parent).join("kickstart-speed");
        clear(&path)?;
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn file(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.path(name);
        fs::write(&path, text)?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
