//! Moving a case: read, decide, write once.

use adapters::http::{Answer, Door, Reply};
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{CaseRead, Commit, Outcome as Written, after, recorded};
use casework::Actor;
use casework::access::Operation;
use casework::case::{Case, Command, Context, Decision, Event, Kind, Outcome, Recorded, decide};
use casework::register::Register;
use contract::catalogue::Opened;

use crate::find::{self, now};

/// A move that is asked for.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) operation: Operation,
    pub(crate) number: &'a str,
    pub(crate) version: u64,
    pub(crate) command: Idempotency,
}

pub(crate) fn asked<'a>(
    door: &Door,
    operation: Operation,
    number: &'a str,
    bytes: &[u8],
) -> Answer<Asked<'a>> {
    door.allow(operation)?;
    Ok(Asked {
        operation,
        number,
        version: door.version()?,
        command: door.command(operation, bytes)?,
    })
}

/// Moves a case that its asker may reach.
pub(crate) async fn moved(door: &Door, asked: Asked<'_>, command: Command) -> Answer {
    let Asked {
        operation,
        number,
        version,
        command: once,
    } = asked;
    door.certified(operation).await?;
    let found = find::case(door, number, operation, Some(&once)).await?;
    Box::pin(moved_as(door, found, (version, &once), command)).await
}

/// Moves a case that was found, for who was found to reach it.
pub(crate) async fn moved_as(
    door: &Door,
    (actor, read, case): (Actor, CaseRead, Case),
    (version, once): (u64, &Idempotency),
    command: Command,
) -> Answer {
    if let Some(earlier) = &read.earlier {
        return Reply::earlier(earlier);
    }
    find::at(version, case.version)?;
    let catalogue = door.outside.catalogue().current().await?;
    // only who names a department needs the register; everybody else decides without it
    let register = if let Command::AssignTo { .. } = &command {
        door.outside.table().read_register().await?.register
    } else {
        Register::default()
    };
    let context = Context {
        now: now(door),
        actor: &actor,
        calendar: &catalogue.calendar,
        register: &register,
    };
    let events = decide(&case, command, &context)?;
    let new = recorded(case.version, door.now, &actor, events);
    let before = case.clone();
    let case = after(case, &new)?;
    let mut history = read.recorded;
    history.extend(new.iter().cloned());
    let today = now(door).day();
    let view = contract::convert::case::view(&case, &history, &catalogue.calendar, &actor, today);
    let reply = Reply::versioned(case.version, &view);
    let moved = Moved {
        before: &before,
        after: &case,
        new: &new,
    };
    let kept = reply.kept()?;
    written(door, &moved, &catalogue, |commit| {
        let home = Home::Case(case.number.to_string());
        commit.remember(once, &home, &kept)
    })
    .await?
    .answer(reply)
}

/// A case before and after what happened to it.
struct Moved<'a> {
    before: &'a Case,
    after: &'a Case,
    new: &'a [Recorded],
}

/// Writes a case with what its move does to the case an objection is about, and to the ledger: what is promised no more goes back,
/// of a case withdrawn, or of one whose notice is void.
async fn written<'a>(
    door: &'a Door,
    moved: &Moved<'_>,
    catalogue: &Opened,
    remember: impl Fn(Commit<'a>) -> Commit<'a>,
) -> Answer<Written> {
    let settled = settled(door, (moved.after, moved.new), catalogue).await?;
    let (was, is) = settled
        .as_ref()
        .map_or((moved.before, moved.after), |settled| {
            (&settled.before, &settled.after)
        });
    let limits = catalogue.limits(is);
    let table = door.outside.table();
    let written = table.commit_with_ledger(door.now, (was, is), limits, |commit| {
        let commit = commit.case(moved.after, moved.new, &catalogue.calendar);
        remember(match &settled {
            Some(settled) => commit.case(&settled.after, &settled.new, &catalogue.calendar),
            None => commit,
        })
    });
    Ok(written.await??)
}

/// The case an objection is about, as its answer leaves it.
struct Settled {
    before: Case,
    after: Case,
    new: Vec<Recorded>,
}

/// An objection that was answered or given up lets the case it is about go on, in the same transaction (M45).
async fn settled(
    door: &Door,
    (objection, new): (&Case, &[Recorded]),
    catalogue: &Opened,
) -> Answer<Option<Settled>> {
    let Some(upheld) = outcome(objection, new) else {
        return Ok(None);
    };
    let about = objection.ask.as_ref().and_then(|ask| ask.about.clone());
    let Some(about) = about else {
        return Ok(None);
    };
    let target = door.outside.table().read_case(&about, None).await?.case;
    let Some(target) = target.filter(|case| case.objections.contains(&objection.number)) else {
        return Ok(None);
    };
    let platform = Actor::platform("objection");
    let context = Context {
        now: now(door),
        actor: &platform,
        calendar: &catalogue.calendar,
        register: &Register::default(),
    };
    let command = Command::Settle {
        objection: objection.number.clone(),
        upheld,
    };
    let events = decide(&target, command, &context)?;
    let new = recorded(target.version, door.now, &platform, events);
    let before = target.clone();
    let after = after(target, &new)?;
    Ok(Some(Settled { before, after, new }))
}

/// Whether what just happened ended an objection, and if so whether it was upheld.
fn outcome(objection: &Case, new: &[Recorded]) -> Option<bool> {
    if objection.kind != Kind::Objection || !objection.ended() || new.is_empty() {
        return None;
    }
    let withdrawn = new
        .iter()
        .any(|recorded| matches!(recorded.event, Event::Withdrawn { .. }));
    let upheld = matches!(
        objection.decision(),
        Some(Decision::Replied(reply)) if reply.outcome == Outcome::Upheld
    );
    Some(upheld && !withdrawn)
}
