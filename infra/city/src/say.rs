//! The only place that prints.

use std::io::Write;

/// Prints one line for the person at the terminal. A closed terminal is not an error.
pub(crate) fn line(text: impl AsRef<str>) {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{}", text.as_ref());
    drop(written.and_then(|()| out.flush()));
}

/// Prints one line about something that went wrong.
pub(crate) fn trouble(text: impl AsRef<str>) {
    drop(writeln!(
        std::io::stderr().lock(),
        "huiqi: {}",
        text.as_ref()
    ));
}
