//! The program `kickstart`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kickstart::cli::main()
}
