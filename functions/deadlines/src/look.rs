//! A look at one thing that is due. Somebody who was faster is success; what was decided on a state that has moved comes again.

use adapters::Fault;
use adapters::table::{Job, PolicyMove, after, recorded};
use casework::case::{Command, Context, decide};
use casework::draft::{Looked, Purpose};
use casework::gathering::{Look, Notice};
use casework::policy;
use casework::{Actor, Refusal};
use facts::{CaseNumber, DraftId, GatheringId, Instant, PolicyId};

use crate::sweep::{Done, Sweep};

/// Who acts in a sweep.
pub(crate) fn actor() -> Actor {
    Actor::platform("deadlines")
}

/// Looks at a case.
pub(crate) async fn case(sweep: &Sweep, number: &CaseNumber) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let Some(case) = table.read_case(number, None).await?.case else {
        return Ok(Done::Nothing);
    };
    let (calendar, actor) = (&sweep.catalogue().await?.calendar, actor());
    let context = Context {
        now: Instant::from(sweep.now),
        actor: &actor,
        calendar,
        register: sweep.register().await?,
    };
    let events = decide(&case, Command::Look, &context).map_err(|refusal| refused(&refusal))?;
    let commit = table.commit(sweep.now);
    if events.is_empty() {
        // the calendar moved: look again when it is due by the new one
        let commit = commit.reschedule_case(&case, calendar);
        commit.run().await?.settled()?;
        return Ok(Done::Nothing);
    }
    let new = recorded(case.version, sweep.now, &actor, events);
    let case = after(case, &new)?;
    commit.case(&case, &new, calendar).run().await?.settled()?;
    Ok(Done::Case)
}

/// Looks at a draft whose opening is nearly over, or was.
pub(crate) async fn draft(sweep: &Sweep, id: &DraftId) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let Some(draft) = table.read_draft(id, None).await?.draft else {
        return Ok(Done::Nothing);
    };
    let today = Instant::from(sweep.now).day();
    let closes = match draft.purpose {
        Purpose::Application => sweep.catalogue().await?.closes(&draft.item, today),
        Purpose::Correction { .. } => None,
    };
    let commit = table.commit(sweep.now);
    let (commit, done) = match draft.look(closes, today) {
        // somebody was faster
        Looked::Nothing => return Ok(Done::Nothing),
        Looked::Moved(after) => (commit.draft(&after), Done::Nothing),
        Looked::Reminded(after) | Looked::Lapsed(after) => {
            let job = Job::Draft { draft: id.clone() };
            let cause = format!("draft|{id}|{}", after.version);
            (commit.draft(&after).then(&cause, &job), Done::Draft)
        }
    };
    commit.run().await?.settled()?;
    Ok(done)
}

/// Looks at a gathering that begins soon, or has seats for those who wait.
pub(crate) async fn gathering(sweep: &Sweep, id: &GatheringId) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let Some(before) = table.read_gathering(id).await? else {
        return Ok(Done::Nothing);
    };
    let now = Instant::from(sweep.now);
    let commit = table.commit(sweep.now);
    let (commit, done) = match before.look(now) {
        Look::Nothing(next) => (commit.reschedule_gathering(&before, next), Done::Nothing),
        Look::Remind(after) => {
            let commit = commit.gathering_looked_at(&after, after.next_look(now));
            let cause = (id, after.version);
            (
                commit.tell_of_gathering(cause, Notice::Reminder, None),
                Done::Gathering,
            )
        }
        // it stays due: the next sweep sees what else there is to do
        Look::Promote => {
            let moved = before.promote(&table.sign_ups(id).await?);
            let commit = moved
                .promoted(None)
                .fold(commit.seats(&before, &moved), |commit, one| {
                    let cause = (id, moved.roll.version);
                    commit.tell_of_gathering(cause, Notice::Seated, Some(&one.who))
                });
            (commit, Done::Gathering)
        }
    };
    commit.run().await?.settled()?;
    Ok(done)
}

/// Looks at a policy that comes into force, runs out or is to be reviewed.
pub(crate) async fn policy(sweep: &Sweep, id: &PolicyId) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let Some(mut head) = table.read_policy(id, None).await?.policy else {
        return Ok(Done::Nothing);
    };
    let (actor, at) = (actor(), Instant::from(sweep.now));
    let events = policy::decide(&head.policy, policy::Command::Look, &actor, at)
        .map_err(|refusal| refused(&refusal))?;
    let commit = table.commit(sweep.now);
    if events.is_empty() {
        commit.reschedule_policy(&head).run().await?.settled()?;
        return Ok(Done::Nothing);
    }
    for event in &events {
        head.policy = head.policy.apply(event, &actor, at);
    }
    let new = PolicyMove {
        by: &actor,
        at,
        events: &events,
        document: None,
        said: None,
    };
    commit.policy(&head, &new).run().await?.settled()?;
    Ok(Done::Policy)
}

pub(crate) fn refused(refusal: &Refusal) -> Fault {
    Fault::plain(refusal.sentence().en)
}
