//! Submissions for items that are paid or given out in another way.

use casework::Text;
use casework::case::{Contest, Submission, Term};

use crate::samples::id;

/// The same for an item that is paid in two parts, the second on a condition and not before a day.
pub(crate) fn in_parts(mut submission: Submission) -> Submission {
    let term = |share: &str, conditional| Term {
        share: facts::Rate::parse(share).unwrap(),
        words: Text::new("一期", "a part"),
        conditional,
        from: conditional.then(|| id("2026-08-03")),
    };
    submission.subject.instalments = vec![term("60%", false), term("40%", true)];
    submission
}

/// The same where the second part waits for its condition only.
pub(crate) fn undated(submission: Submission) -> Submission {
    let mut submission = in_parts(submission);
    for term in &mut submission.subject.instalments {
        term.from = None;
    }
    submission
}

/// The same for an item that is given out once its opening has closed.
pub(crate) fn contesting(mut submission: Submission) -> Submission {
    submission.subject.contest = Some(Contest {
        score: None,
        until: None,
    });
    submission
}
