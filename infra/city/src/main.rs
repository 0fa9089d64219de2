//! The one binary of `cargo run`: the local city, any of its functions, or the command line client.

use std::process::ExitCode;

fn main() -> ExitCode {
    city::run()
}
