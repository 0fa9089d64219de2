//! Making the list of a run: everybody it fits for sure, for an amount that is known, and who has no case for it yet.

use std::collections::BTreeSet;

use adapters::table::{Job, Profile};
use adapters::{Fault, Outside};
use calculator::{Columns, Verdict};
use casework::run::{Invitation, Listed, Reply, Run, Stage};
use contract::catalogue::Opened;
use facts::{Day, Instant};
use jiff::Timestamp;

/// Profiles read at once.
const PAGE: usize = 200;
/// Cases read at once.
const CASES: usize = 200;

/// Makes the list, or goes on making it.
pub(crate) async fn make(outside: &Outside, id: &str, now: Timestamp) -> Result<(), Fault> {
    let table = outside.table();
    let run = table.read_run(id).await?;
    let Some(run) = run.filter(|run| run.stage == Stage::Listing) else {
        return Ok(());
    };
    // the list is frozen to the rules the run was started by, whatever was published since
    let catalogue = outside.catalogue().at(&run.catalogue).await?;
    let gone = || Fault::plain("the catalogue of a run is no longer kept");
    let catalogue = catalogue.ok_or_else(gone)?;
    let list = List {
        outside,
        catalogue: &catalogue,
        taken: taken(outside, &run, &catalogue).await?,
        today: run.started_at.day(),
        now,
        run: &run,
    };
    let mut listed = Listed::default();
    let mut start: Option<String> = None;
    loop {
        let page = table.profiles(start.as_deref(), PAGE).await?;
        list.add(&page.entries, &mut listed).await?;
        start = page.next;
        if start.is_none() {
            break;
        }
    }
    let commit = table.commit(now).run_of(&run.clone().made(listed));
    commit.run().await?.settled()
}

/// Enterprises that hold a case for the item in this opening.
async fn taken(
    outside: &Outside,
    run: &Run,
    catalogue: &Opened,
) -> Result<BTreeSet<String>, Fault> {
    let opening = catalogue.item(&run.item, run.started_at.day());
    let opening = opening.and_then(|(_, item)| item.open_on(run.started_at.day()));
    let since = opening.map_or(run.started_at.day(), |opening| opening.from);
    let (mut taken, mut start) = (BTreeSet::new(), None::<String>);
    loop {
        let page = outside
            .table()
            .cases_of_item(&run.item, start.as_deref(), CASES)
            .await?;
        let (mut older, mut ours) = (false, Vec::new());
        for case in page.entries {
            older |= case.submitted_at.day() < since;
            ours.push(case);
        }
        let ended = ["withdrawn", "refused", "lapsed"];
        let held = ours.into_iter().filter(|case| {
            case.submitted_at.day() >= since && !ended.contains(&case.staff.state.as_str())
        });
        taken.extend(held.filter_map(|case| Some(case.enterprise?.to_string())));
        start = page.next;
        if older || start.is_none() {
            return Ok(taken);
        }
    }
}

/// A list being made.
struct List<'a> {
    outside: &'a Outside,
    catalogue: &'a Opened,
    run: &'a Run,
    taken: BTreeSet<String>,
    today: Day,
    now: Timestamp,
}

impl List<'_> {
    async fn add(&self, profiles: &[Profile], listed: &mut Listed) -> Result<(), Fault> {
        let known = profiles.iter().map(|one| self.catalogue.known(&one.facts));
        let calculator = self.catalogue.calculator(self.today);
        let columns = Columns::of(&calculator, known, self.today);
        let matching = columns.matching(&self.run.item).unwrap_or_default();
        let many = u64::try_from(profiles.len()).unwrap_or(u64::MAX);
        listed.looked_at = listed.looked_at.saturating_add(many);
        for (profile, verdict) in profiles.iter().zip(matching.iter()) {
            let count = match verdict {
                Verdict::Ineligible => continue,
                Verdict::Undetermined => &mut listed.undetermined,
                Verdict::Eligible if self.taken.contains(&profile.enterprise.to_string()) => {
                    &mut listed.applied
                }
                Verdict::Eligible if self.invite(profile).await? => &mut listed.invited,
                Verdict::Eligible => &mut listed.amount_open,
            };
            *count = count.saturating_add(1);
        }
        Ok(())
    }

    /// Invites an enterprise; false where the amount is not known exactly.
    async fn invite(&self, profile: &Profile) -> Result<bool, Fault> {
        let known = self.catalogue.known(&profile.facts);
        let fit = self.catalogue.fit(&self.run.item, &known, self.today);
        let fit = fit.ok_or_else(|| Fault::plain("the item of a run left its catalogue"))?;
        if self.catalogue.money(&self.run.item, self.today) && fit.amount.is_none() {
            return Ok(false);
        }
        let (run, enterprise) = (self.run.id.clone(), profile.enterprise.clone());
        let invitation = Invitation {
            run: run.clone(),
            enterprise: enterprise.clone(),
            version: 1,
            name: profile.name.clone(),
            reasons: fit.met,
            amount: fit.amount,
            reply: Reply::Awaited,
            listed_at: Instant::from(self.now),
        };
        let cause = format!("invitation|{run}|{enterprise}");
        let job = Job::Invitation { run, enterprise };
        let commit = self.outside.table().commit(self.now);
        let commit = commit.invite(&invitation).then(&cause, &job);
        // one that is there already was invited when this was tried before
        commit.run().await?.settled()?;
        Ok(true)
    }
}
