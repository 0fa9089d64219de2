//! How regularly each department trains the enterprises (M77).

use facts::{Day, DepartmentId, Instant};

use super::{Gathering, Kind};

/// How regularly somebody holds briefings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regularity {
    /// Who holds them; none is the window.
    pub department: Option<DepartmentId>,
    /// Briefings held in the year before.
    pub held: u32,
    /// When the last of them was; none if there was none in the year.
    pub last: Option<Day>,
    /// Days since then.
    pub days: Option<i64>,
    /// When the next one begins, if one is announced.
    pub next: Option<Day>,
}

/// How regularly each of `holders` held briefings in the year before `now`, who has waited longest first; what was called off is not
/// held.
#[must_use]
pub fn regularity(
    holders: &[Option<DepartmentId>],
    gatherings: &[Gathering],
    now: Instant,
) -> Vec<Regularity> {
    let since = now.day().plus_years(-1);
    let mut all: Vec<Regularity> = holders
        .iter()
        .map(|holder| {
            let own = gatherings.iter().filter(|one| {
                one.kind == Kind::Briefing && one.cancelled.is_none() && one.department == *holder
            });
            let (held, ahead): (Vec<Instant>, Vec<Instant>) =
                own.map(|one| one.begins).partition(|begins| *begins <= now);
            let days = held.iter().map(|begins| begins.day());
            let held: Vec<Day> = days.filter(|day| since < *day).collect();
            let last = held.iter().max().copied();
            Regularity {
                department: holder.clone(),
                held: u32::try_from(held.len()).unwrap_or(u32::MAX),
                last,
                days: last.map(|last| last.days_until(now.day())),
                next: ahead.iter().min().map(|begins| begins.day()),
            }
        })
        .collect();
    // never held stands before long ago
    all.sort_by_key(|one| (one.last, one.department.clone()));
    all
}
