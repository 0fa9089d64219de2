//! What can be typed.

use std::path::PathBuf;

use crate::client::{Outcome, trouble};

/// Shown by `--help`.
pub const HELP: &str = "\
惠企 Huiqi: the whole city on this machine

  cargo run [-- OPTIONS]         start: portal, API, mailbox, inspector, clock
      --fresh                    forget the data of earlier runs first
      --memory                   keep nothing on disk
      --data DIR                 keep data in DIR (default .huiqi)
      --clock MOMENT             begin new data at this moment, such as 2026-11-24T10:00:00+08:00
      --port N                   first of five ports to use (default 7700; 0 = any free)
      --template FILE            the description of the cloud (default infra/template.yaml)
      --until-stdin-closes       stop when standard input closes (for programs)

  cargo hq check FILE…                           check rule files and run their own tests; needs no city

  with a city running, in another terminal:
  cargo hq publish FILE                          publish a policy document
  cargo hq ask CODE                              what fits the enterprise with this credit code
  cargo hq apply ITEM --as CODE --file PDF       apply, with a file uploaded to the bucket
  cargo hq answer [NUMBER] --all-met             the department finds everything met, and approves from its mail
  cargo hq release [NUMBER]                      the window gives the one reply; the notice is public
  cargo hq finish [NUMBER]                       move the clock past the publicity period, pay, show the timeline
";

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Show [`HELP`].
    Help,
    /// Stand the city up.
    Stand(Stand),
    /// Publish a policy document.
    Publish {
        /// The document.
        file: PathBuf,
    },
    /// Check rule files, without a city.
    Check {
        /// The files.
        files: Vec<PathBuf>,
    },
    /// Ask the calculator.
    Ask {
        /// Credit code.
        enterprise: String,
    },
    /// Apply for an item.
    Apply {
        /// Item id.
        item: String,
        /// Credit code.
        enterprise: String,
        /// File for every required material.
        file: PathBuf,
    },
    /// Approve from the department's mail.
    Answer {
        /// Case number; the latest applied for when absent.
        number: Option<String>,
        /// Tick every entry of the review checklist as met.
        all_met: bool,
    },
    /// Release the decision.
    Release {
        /// Case number; the latest applied for when absent.
        number: Option<String>,
    },
    /// End the publicity period and pay.
    Finish {
        /// Case number; the latest applied for when absent.
        number: Option<String>,
    },
}

/// How to stand the city up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Forget earlier data.
    pub fresh: bool,
    /// Keep nothing.
    pub memory: bool,
    /// Where data is kept.
    pub data: PathBuf,
    /// When new data begins, if not now.
    pub clock: Option<jiff::Timestamp>,
    /// First port; 0 for any free ones.
    pub port: u16,
    /// The description of the cloud, if not that of the checkout.
    pub template: Option<PathBuf>,
    /// Stop when standard input closes.
    pub until_stdin_closes: bool,
}

impl Default for Stand {
    fn default() -> Self {
        Self {
            fresh: false,
            memory: false,
            data: Self::data_default(),
            clock: None,
            port: 7700,
            template: None,
            until_stdin_closes: false,
        }
    }
}

impl Stand {
    /// The data folder when none is named.
    #[must_use]
    pub fn data_default() -> PathBuf {
        std::env::var_os("HUIQI_DATA").map_or_else(|| PathBuf::from(".huiqi"), PathBuf::from)
    }
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// One sentence naming the word that was not understood.
pub fn parse(given: &[String]) -> Outcome<Command> {
    let mut words = given.iter().map(String::as_str);
    match words.next() {
        None => Ok(Command::Stand(Stand::default())),
        Some("--help" | "-h" | "help") => Ok(Command::Help),
        Some("publish") => Ok(Command::Publish {
            file: needed(words.next(), "publish FILE")?.into(),
        }),
        Some("ask") => Ok(Command::Ask {
            enterprise: needed(words.next(), "ask CODE")?,
        }),
        Some("check") => {
            let mut files = vec![needed(words.next(), "check FILE…")?.into()];
            files.extend(words.map(PathBuf::from));
            Ok(Command::Check { files })
        }
        Some("apply") => apply(words),
        Some("answer") => answer(words),
        Some("release") => Ok(Command::Release {
            number: words.next().map(str::to_owned),
        }),
        Some("finish") => Ok(Command::Finish {
            number: words.next().map(str::to_owned),
        }),
        Some(_) => stand(given.iter().map(String::as_str)),
    }
}

fn stand<'a>(mut words: impl Iterator<Item = &'a str>) -> Outcome<Command> {
    let mut stand = Stand::default();
    while let Some(word) = words.next() {
        match word {
            "--fresh" => stand.fresh = true,
            "--memory" => stand.memory = true,
            "--until-stdin-closes" => stand.until_stdin_closes = true,
            "--template" => stand.template = Some(needed(words.next(), "--template FILE")?.into()),
            "--data" => stand.data = needed(words.next(), "--data DIR")?.into(),
            "--clock" => {
                let given = needed(words.next(), "--clock MOMENT")?;
                stand.clock = Some(parsed(
                    &given,
                    "a moment, such as 2026-11-24T10:00:00+08:00",
                )?);
            }
            "--port" => {
                let given = needed(words.next(), "--port N")?;
                stand.port = parsed(&given, "a port from 0 to 65535")?;
            }
            _ => {
                return trouble(format!(
                    "`{word}` is not understood; see `cargo run -- --help`"
                ));
            }
        }
    }
    Ok(Command::Stand(stand))
}

fn answer<'a>(words: impl Iterator<Item = &'a str>) -> Outcome<Command> {
    let (mut number, mut all_met) = (None, false);
    for word in words {
        match word {
            "--all-met" => all_met = true,
            _ if number.is_none() => number = Some(word.to_owned()),
            _ => {
                let usage = "answer [NUMBER] --all-met";
                return trouble(format!("`{word}` is not understood; usage: {usage}"));
            }
        }
    }
    Ok(Command::Answer { number, all_met })
}

fn apply<'a>(mut words: impl Iterator<Item = &'a str>) -> Outcome<Command> {
    let usage = "apply ITEM --as CODE --file PDF";
    let (mut item, mut enterprise, mut file) = (None, None, None);
    while let Some(word) = words.next() {
        match word {
            "--as" => enterprise = Some(needed(words.next(), usage)?),
            "--file" => file = Some(needed(words.next(), usage)?),
            _ if item.is_none() => item = Some(word.to_owned()),
            _ => return trouble(format!("`{word}` is not understood; usage: {usage}")),
        }
    }
    match (item, enterprise, file) {
        (Some(item), Some(enterprise), Some(file)) => Ok(Command::Apply {
            item,
            enterprise,
            file: file.into(),
        }),
        _ => trouble(format!("usage: {usage}")),
    }
}

fn parsed<T: std::str::FromStr>(given: &str, what: &str) -> Outcome<T> {
    let parsed = given.parse();
    parsed.or_else(|_| trouble(format!("`{given}` is not {what}")))
}

fn needed(word: Option<&str>, usage: &str) -> Outcome<String> {
    word.map_or_else(
        || trouble(format!("usage: {usage}")),
        |word| Ok(word.to_owned()),
    )
}
