//! Writes a pack of files as plainly as it can be done: each folder made once, each file written at its place, on all
//! cores. No file beside its place, no rename, no journal, no look at what stands there.
//!
//! `raw_writer PACK OUT`. A pack begins with a line per file, `<path>\t<offset>\t<length>`, then an empty line, then bytes
//! that the offsets count from: files of equal content share them, as kickstart's module files do in its memory.

use std::collections::HashSet;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(pack), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err(Error::other("usage: raw_writer PACK OUT"));
    };
    let pack = fs::read(pack)?;
    let damaged = || Error::other("the pack is damaged");
    let end = pack.windows(2).position(|pair| pair == b"\n\n").ok_or_else(damaged)?;
    let (index, bytes) = (&pack[..end], &pack[end + 2..]);
    let index = std::str::from_utf8(index).map_err(Error::other)?;
    let mut stacks: Vec<Vec<(&str, &[u8])>> = Vec::new();
    let mut last = "";
    for line in index.lines() {
        let mut fields = line.split('\t');
        let path = fields.next().ok_or_else(damaged)?;
        let mut number = || fields.next().and_then(|text| text.parse::<usize>().ok()).ok_or_else(damaged);
        let (offset, length) = (number()?, number()?);
        let stack = path.split('/').next().unwrap_or(path);
        if stack != last {
            stacks.push(Vec::new());
            last = stack;
        }
        let content = bytes.get(offset..offset + length).ok_or_else(damaged)?;
        stacks.last_mut().ok_or_else(damaged)?.push((path, content));
    }
    let (out, next) = (Path::new(&out), AtomicUsize::new(0));
    fs::create_dir(out)?;
    let work = || {
        while let Some(stack) = stacks.get(next.fetch_add(1, Ordering::Relaxed)) {
            write(out, stack)?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(stacks.len());
    thread::scope(|scope| {
        let threads: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let own = work();
        let others: Result<()> = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err(damaged()))).collect();
        own.and(others)
    })
}

fn write(out: &Path, files: &[(&str, &[u8])]) -> Result<()> {
    let mut made = HashSet::new();
    for (path, content) in files {
        for (at, _) in path.match_indices('/') {
            if made.insert(&path[..at]) {
                fs::create_dir(out.join(&path[..at]))?;
            }
        }
        fs::write(out.join(path), content)?;
    }
    Ok(())
}
