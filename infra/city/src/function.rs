//! Being one of the functions.

use std::process::ExitCode;

use crate::say;

/// Runs the function named by `_HANDLER`, as the cloud's own binary of that name would.
pub(crate) fn run() -> ExitCode {
    let handler = std::env::var("_HANDLER").unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let ran = match runtime {
        Ok(runtime) => runtime.block_on(named(&handler)),
        Err(error) => Err(error.to_string()),
    };
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::trouble(format!("{handler}: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn named(handler: &str) -> Result<(), String> {
    let ran = match handler {
        "policies" => policies::run().await,
        "eligibility" => eligibility::run().await,
        "submissions" => submissions::run().await,
        "outreach" => outreach::run().await,
        "alerts" => alerts::run().await,
        "departments" => departments::run().await,
        "register" => register::run().await,
        "supervision" => supervision::run().await,
        "training" => training::run().await,
        "signin" => signin::run().await,
        "routing" => routing::run().await,
        "delivery" => delivery::run().await,
        "publicity" => publicity::run().await,
        "deadlines" => deadlines::run().await,
        other => return Err(format!("no function is called `{other}`")),
    };
    ran.map_err(|error| error.to_string())
}
