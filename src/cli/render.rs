//! `kickstart render`

use super::arguments::Render;
use super::exit::Exit;
use super::terminal::Terminal;

/// Not wired yet.
pub fn run(_command: &Render, _terminal: Terminal) -> anyhow::Result<Exit> {
    anyhow::bail!("render is not wired yet")
}
