//! How policies and items are laid out for reading.

use contract::policy::{ItemEntry, PolicyEntry};

use super::{HomePage, ItemPage, PolicyListPage};
use crate::values::name_of;

/// Most items of the front page.
const OPEN_MAX: usize = 6;

/// Policies of one department.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    pub(super) name: &'a str,
    pub(super) policies: Vec<&'a PolicyEntry>,
}

/// One step of the process as a bar; the whole is 1000 wide.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) start: u32,
    pub(super) width: u32,
    pub(super) shade: &'static str,
}

impl HomePage<'_> {
    /// Items that are open, those that close first before the others.
    pub(super) fn closing_soon(&self) -> Vec<&ItemEntry> {
        let mut open: Vec<_> = self.items.iter().filter(|item| item.open).collect();
        open.sort_by_key(|item| (item.open_until.is_none(), item.open_until.clone()));
        open.truncate(OPEN_MAX);
        open
    }
}

impl PolicyListPage<'_> {
    /// One shelf per department, in the order in which departments first appear.
    pub(super) fn shelves(&self) -> Vec<Shelf<'_>> {
        let mut shelves: Vec<Shelf<'_>> = Vec::new();
        for policy in self.policies {
            let name = name_of(self.departments, &policy.department);
            match shelves.iter_mut().find(|shelf| shelf.name == name) {
                Some(shelf) => shelf.policies.push(policy),
                None => shelves.push(Shelf {
                    name,
                    policies: vec![policy],
                }),
            }
        }
        shelves
    }

    /// The items of a policy.
    pub(super) fn items_of(&self, policy: &PolicyEntry) -> Vec<&ItemEntry> {
        self.items
            .iter()
            .filter(|item| item.policy == policy.policy)
            .collect()
    }
}

impl ItemPage<'_> {
    /// The steps that take days, as bars in proportion to their days.
    pub(super) fn bars(&self) -> Vec<Bar> {
        let days = || self.item.steps.iter().map(|step| step.working_days);
        let total = days().fold(0_u32, u32::saturating_add).max(1);
        let place = |day: u32| day.saturating_mul(1000) / total;
        let mut passed = 0_u32;
        days()
            .filter(|days| *days > 0)
            .zip(["a", "b", "c"].into_iter().cycle())
            .map(|(days, shade)| {
                let start = place(passed);
                passed = passed.saturating_add(days);
                Bar {
                    start,
                    width: place(passed).saturating_sub(start).saturating_sub(4).max(1),
                    shade,
                }
            })
            .collect()
    }
}
