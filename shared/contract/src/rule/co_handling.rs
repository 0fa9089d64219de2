//! Which further departments an item asks, and what the gate says to it (M11).

use std::collections::BTreeSet;

use casework::case::co_handling::{PARTS_MAX, PartAsked};
use facts::DepartmentId;

use super::{ItemDocument, PolicyDocument};
use crate::body::Reader;
use crate::fault::Fault;
use crate::read::{department, element, text_pair};

/// Longest one part may promise, in working days.
const WORKING_DAYS_MAX: u64 = 250;

/// A further department an item asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoHandlerDocument {
    /// Who is asked for what.
    pub asked: PartAsked,
}

/// Reads them; a part without a round is of the first.
pub(super) fn co_handling(reader: &mut Reader<'_>) -> Vec<CoHandlerDocument> {
    let rounds_max = u64::try_from(PARTS_MAX).unwrap_or(u64::MAX);
    reader.list("co_handling", PARTS_MAX, |value, pointer, faults| {
        element(value, pointer, faults, |reader| {
            let department = reader.parsed("department", department);
            let round = match reader.value("round") {
                None => Some(1),
                Some(_) => reader.whole("round", 1, rounds_max),
            };
            let asks = text_pair(reader, "asks", 300);
            let working_days = reader.whole("working_days", 1, WORKING_DAYS_MAX);
            Some(CoHandlerDocument {
                asked: PartAsked {
                    department: department?,
                    round: u32::try_from(round?).ok()?,
                    asks: asks?.into(),
                    working_days: u32::try_from(working_days?).ok()?,
                },
            })
        })
    })
}

impl ItemDocument {
    /// What further departments are asked.
    pub fn parts(&self) -> impl Iterator<Item = &PartAsked> {
        self.co_handling.iter().map(|part| &part.asked)
    }

    /// Working days all rounds take together: of each round its longest part.
    #[must_use]
    pub fn co_handling_days(&self) -> u32 {
        let rounds: BTreeSet<u32> = self.parts().map(|part| part.round).collect();
        let longest = |round: u32| {
            let parts = self.parts().filter(|part| part.round == round);
            parts.map(|part| part.working_days).max().unwrap_or(0)
        };
        rounds.into_iter().map(longest).fold(0, u32::saturating_add)
    }
}

impl PolicyDocument {
    /// Co-handling that cannot be: the lead itself, a department twice, more days than the item promises.
    pub(super) fn odd_co_handling(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            let at = |part: usize| format!("/items/{place}/co_handling/{part}/department");
            for (number, part) in item.parts().enumerate() {
                if part.department == self.department {
                    found.push(Fault::new(
                        at(number),
                        "lead_co_handles",
                        "牵头部门不能同时作为协办部门，请去掉",
                        "the lead cannot be its own co-handler; leave it out",
                    ));
                }
                let before = item.parts().take(number);
                if before
                    .map(|other| &other.department)
                    .any(|id| *id == part.department)
                {
                    found.push(Fault::new(
                        at(number),
                        "co_handler_twice",
                        "同一协办部门写了两次，请合并为一项",
                        "the department is named twice; make it one part",
                    ));
                }
            }
            let (days, promised) = (item.co_handling_days(), item.promised_days());
            if days > promised {
                found.push(Fault::new(
                    format!("/items/{place}/co_handling"),
                    "co_handling_too_long",
                    format!("各轮协办共需 {days} 个工作日，超过事项承诺的 {promised} 个工作日，请缩短"),
                    format!("all rounds take {days} working days, more than the {promised} the item promises; shorten them"),
                ));
            }
        }
        found
    }

    /// Co-handlers the register does not have.
    #[must_use]
    pub fn unknown_co_handlers(&self, known: &BTreeSet<DepartmentId>) -> Vec<Fault> {
        let mut found = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            for (number, part) in item.parts().enumerate() {
                let id = &part.department;
                if !known.contains(id) {
                    found.push(Fault::new(
                        format!("/items/{place}/co_handling/{number}/department"),
                        "unknown_department",
                        format!("名录中没有协办部门 `{id}`，请在部门名录中核对"),
                        format!("the register has no department `{id}`; look it up there"),
                    ));
                }
            }
        }
        found
    }
}
