//! The same binary as `cargo run`, built beside the tests that start it.

fn main() -> std::process::ExitCode {
    city::run()
}
