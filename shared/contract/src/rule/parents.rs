//! Documents of higher levels a policy carries out (M3).

use crate::body::Reader;
use crate::fault::Fault;
use crate::parents::{ParentCited, rank};
use crate::read::element;
use crate::read::parents::cited;

/// Most parent documents of one policy.
const PARENTS_MAX: usize = 20;

/// Reads them; each must be of a higher level than the policy itself.
pub(super) fn parents(reader: &mut Reader<'_>, level: Option<&str>) -> Vec<ParentCited> {
    reader.list("parents", PARENTS_MAX, |value, pointer, faults| {
        let read = element(value, pointer.clone(), faults, cited)?;
        if level.is_some_and(|own| rank(&read.level) <= rank(own)) {
            faults.push(Fault::new(
                format!("{pointer}/level"),
                "not_higher",
                "上位文件的层级应高于本政策的层级",
                "a parent document is of a higher level than the policy",
            ));
            return None;
        }
        Some(read)
    })
}
