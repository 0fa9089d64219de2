//! What goes wrong on our side: the third family of errors, after `Malformed` (their bytes) and `Refusal` (the rules).

use std::error::Error;
use std::fmt;

/// Where a fault came from.
pub type Source = Box<dyn Error + Send + Sync>;

/// Something of ours failed. The variant says whether trying again can help; callers never see the inside.
#[derive(thiserror::Error)]
pub enum Fault {
    /// Somebody else changed the same thing at the same time, more than once in a row.
    #[error("the same thing was changed by somebody else at the same time")]
    Busy,
    /// A part outside did not answer, or asked to slow down: trying again can help.
    #[error("{what}")]
    Temporary {
        /// What was being done, as a sentence without the cause.
        what: String,
        /// The cause.
        #[source]
        source: Option<Source>,
    },
    /// Trying again will not help until somebody mends it.
    #[error("{what}")]
    Permanent {
        /// What was being done, as a sentence without the cause.
        what: String,
        /// The cause.
        #[source]
        source: Option<Source>,
    },
}

impl Fault {
    /// A fault that may pass, with its cause.
    pub fn temporary(what: impl Into<String>, source: impl Into<Source>) -> Self {
        Self::Temporary {
            what: what.into(),
            source: Some(source.into()),
        }
    }

    /// A fault that stays, with its cause.
    pub fn permanent(what: impl Into<String>, source: impl Into<Source>) -> Self {
        Self::Permanent {
            what: what.into(),
            source: Some(source.into()),
        }
    }

    /// A fault that stays and has no deeper cause.
    pub fn plain(what: impl Into<String>) -> Self {
        Self::Permanent {
            what: what.into(),
            source: None,
        }
    }

    /// Whether trying again can help.
    #[must_use]
    pub const fn retryable(&self) -> bool {
        match self {
            Self::Busy | Self::Temporary { .. } => true,
            Self::Permanent { .. } => false,
        }
    }

    /// The whole chain of causes in one line, for the log and for nobody outside.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut line = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            line.push_str(": ");
            line.push_str(&error.to_string());
            cause = error.source();
        }
        line
    }
}

/// One line, because this is what a failing `main` prints.
impl fmt::Debug for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.chain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_one_line_and_says_each_cause_once() {
        let inner = std::io::Error::new(std::io::ErrorKind::TimedOut, "no answer in 5 s");
        let fault = Fault::temporary("reading the case failed", inner);
        assert_eq!(fault.chain(), "reading the case failed: no answer in 5 s");
        assert_eq!(format!("{fault:?}"), fault.chain());
        assert!(fault.retryable());
        assert!(!Fault::plain("the table has no name").retryable());
        assert!(Fault::Busy.retryable());
    }
}
