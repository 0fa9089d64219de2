//! The whole city on one machine: the local host, every function, the sample data and a command line client in one binary.
//!
//! Started by the local host as a child (it finds `AWS_LAMBDA_RUNTIME_API`), it is the function named by `_HANDLER`;
//! started by a person, it is the host or one of the commands in [`arguments`].
//!
//! Deliberately absent: decisions, shapes and storage. This crate only puts the others together and speaks
//! to them through the same HTTP API as everybody else.

pub mod arguments;
mod cli;
pub mod client;
mod function;
mod openapi;
mod people;
mod say;
mod seed;
pub mod session;
mod stand;

use std::process::ExitCode;

use arguments::{Command, Stand};
use client::Outcome;
use session::Session;

pub use openapi::openapi;

/// Runs what the environment and the arguments ask for.
#[must_use]
pub fn run() -> ExitCode {
    if std::env::var_os("AWS_LAMBDA_RUNTIME_API").is_some() {
        return function::run();
    }
    let given: Vec<String> = std::env::args().skip(1).collect();
    let outcome = arguments::parse(&given).and_then(|command| obey(&command));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            say::trouble(trouble.to_string());
            ExitCode::from(2)
        }
    }
}

fn obey(command: &Command) -> Outcome<()> {
    match command {
        Command::Help => {
            say::line(arguments::HELP);
            Ok(())
        }
        Command::Stand(stand) => stand::stand(stand),
        Command::Publish { file } => cli::publish::publish(&session()?, file),
        Command::Check { files } => cli::check::check(files),
        Command::Ask { enterprise } => cli::ask::ask(&session()?, enterprise),
        Command::Apply {
            item,
            enterprise,
            file,
        } => {
            let application = cli::apply::Application {
                item,
                enterprise,
                file,
            };
            let number = cli::apply::apply(&session()?, &application)?;
            remember(&number)
        }
        Command::Answer { number, all_met } => {
            cli::answer::answer(&session()?, &latest(number)?, *all_met)
        }
        Command::Release { number } => cli::release::release(&session()?, &latest(number)?),
        Command::Finish { number } => cli::finish::finish(&session()?, &latest(number)?),
    }
}

fn session() -> Outcome<Session> {
    Session::open(&Stand::data_default())
}

fn remember(number: &str) -> Outcome<()> {
    std::fs::write(Stand::data_default().join("latest-case"), number)
        .map_err(|error| client::Trouble(format!("cannot note the case number: {error}")))
}

/// The number given, or that of the last case this terminal applied for.
fn latest(number: &Option<String>) -> Outcome<String> {
    if let Some(number) = number {
        return Ok(number.clone());
    }
    std::fs::read_to_string(Stand::data_default().join("latest-case"))
        .map(|number| number.trim().to_owned())
        .or_else(|_| client::trouble("name the case number, or apply first"))
}
