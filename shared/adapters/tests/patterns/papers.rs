//! Everything beside cases: drafts, policies, profiles, the register, links and notices.

use adapters::config::Secret;
use adapters::table::idempotency::{Earlier, Home, Idempotency, Reply};
use adapters::table::{
    CalendarEntry, JurisdictionEntry, Outcome, PolicyMove, PostedNotice, Profile, Table,
};
use casework::draft::{Beginning, Draft, Purpose};
use casework::link::Link;
use casework::notice::{Notice, Telephone};
use casework::policy::{self, Command, Publish};
use casework::register::{Department, Rung};
use facts::{CalendarYear, CreditCode, DraftId, Jurisdiction, Status};
use jiff::SignedDuration;
use serde_json::json;

use crate::repeats::now;
use crate::samples::{
    code, created, day, department, editor, head, id, jingxin, number, policy_id, publisher,
};
use crate::store::store;

fn draft(name: &str, minutes: i64) -> Draft {
    let beginning = Beginning {
        id: id(name),
        purpose: Purpose::Application,
        item: id("first-industrial-award"),
        enterprise: code(),
        enterprise_name: "示例机电制造有限公司".to_owned(),
        contact_email: String::new(),
        closes: Some(day("2026-12-31")),
    };
    let at = facts::Instant::from_milliseconds(now().as_millisecond());
    Draft::begin(beginning, at.plus_seconds(minutes * 60))
}

#[tokio::test]
async fn a_draft_is_edited_version_by_version_and_listed_newest_first() {
    let store = store().await;
    let table = &store.table;
    let (first, second) = (draft("d-1", 0), draft("d-2", 1));
    for draft in [&first, &second] {
        let outcome = table.commit(now()).draft(draft).run().await.unwrap();
        assert_eq!(outcome, Outcome::Committed);
    }
    let edited = first
        .clone()
        .edit("office@example.com", Some("急"))
        .unwrap();
    let outcome = table.commit(now()).draft(&edited).run().await.unwrap();
    assert_eq!(outcome, Outcome::Committed);
    let stale = first.clone().edit("other@example.com", None).unwrap();
    let outcome = table.commit(now()).draft(&stale).run().await.unwrap();
    assert_eq!(outcome, Outcome::VersionLost);

    let read = table.read_draft(&first.id, None).await.unwrap();
    assert_eq!(read.draft, Some(edited.clone()));
    let applicant = code();
    let page = table.drafts_of_enterprise(&applicant, None, 1);
    let page = page.await.unwrap();
    assert_eq!(page.entries, [second]);
    let rest = table.drafts_of_enterprise(&applicant, page.next.as_deref(), 9);
    assert_eq!(rest.await.unwrap().entries, [edited]);
}

#[tokio::test]
async fn a_draft_is_read_with_the_earlier_answer_of_its_command() {
    let store = store().await;
    let table = &store.table;
    let draft = draft("d-1", 0);
    let command = Idempotency::new("enterprise:1", "create_upload", "k", b"{}");
    let reply = Reply {
        status: 201,
        location: None,
        etag: None,
        body: "{}".to_owned(),
    };
    let commit = table.commit(now()).draft(&draft);
    let home = Home::Draft(draft.id.to_string());
    commit
        .remember(&command, &home, &reply)
        .run()
        .await
        .unwrap();
    let read = table.read_draft(&draft.id, Some(command.at(now()))).await;
    let read = read.unwrap();
    assert_eq!(read.draft, Some(draft));
    assert_eq!(read.earlier, Some(Earlier::Same(reply)));
    let absent = DraftId::parse("absent").unwrap();
    let read = table.read_draft(&absent, Some(command.at(now()))).await;
    assert_eq!(read.unwrap().draft, None);
}

/// A policy that was created and published.
async fn published(table: &Table) -> policy::Policy {
    let (created, events) = created(&editor());
    let rules = json!({"id": "first-industrial", "items": []});
    let at = now().into();
    let new = PolicyMove {
        by: &editor(),
        at,
        events: &events,
        document: Some(&rules),
        said: None,
    };
    let outcome = table.commit(now()).policy(&created, &new).run().await;
    assert_eq!(outcome.unwrap(), Outcome::Committed);
    let proposed = step(table, created.policy, Command::Propose, None).await;
    let publish = Command::Publish(Publish {
        document: 1,
        valid_from: day("2026-01-01"),
        valid_to: Some(day("2026-12-31")),
        review_by: None,
        faults: Vec::new(),
    });
    step(table, proposed, publish, None).await
}

async fn step(
    table: &Table,
    policy: policy::Policy,
    command: Command,
    document: Option<&serde_json::Value>,
) -> policy::Policy {
    let by = if document.is_some() || command == Command::Propose {
        editor()
    } else {
        publisher()
    };
    let at = now().into();
    let events = policy::decide(&policy, command, &by, at).unwrap();
    let after = events
        .iter()
        .fold(policy, |policy, event| policy.apply(event, &by, at));
    let new = PolicyMove {
        by: &by,
        at,
        events: &events,
        document,
        said: None,
    };
    let commit = table.commit(now()).policy(&head(after.clone()), &new);
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    after
}

#[tokio::test]
async fn a_policy_keeps_every_document_and_says_which_is_in_force() {
    let store = store().await;
    let table = &store.table;
    let policy = published(table).await;
    let second = json!({"id": "first-industrial", "items": [1]});
    let policy = step(table, policy, Command::Revise, Some(&second)).await;
    let read = table.read_policy(&policy_id(), None).await.unwrap();
    assert_eq!(read.newest().unwrap().rules, second);
    let today = facts::Instant::from(now()).day();
    assert_eq!(read.shown_on(today).unwrap().version, 1);
    assert_eq!(read.documents.len(), 2);
    assert_eq!(read.policy.unwrap().policy, policy);
    let all = table.all_policies().await.unwrap();
    assert_eq!(all, [head(policy)]);
    let absent = table.read_policy(&id("absent"), None).await.unwrap();
    assert!(absent.policy.is_none() && absent.documents.is_empty());
}

#[tokio::test]
async fn a_policy_is_created_once() {
    let store = store().await;
    published(&store.table).await;
    let (again, events) = created(&editor());
    let new = PolicyMove {
        by: &editor(),
        at: now().into(),
        events: &events,
        document: Some(&json!({})),
        said: None,
    };
    let outcome = store.table.commit(now()).policy(&again, &new).run().await;
    assert_eq!(outcome.unwrap(), Outcome::Exists);
}

#[tokio::test]
async fn a_submission_holds_only_while_the_list_is_what_it_was_decided_by() {
    let store = store().await;
    let table = &store.table;
    let policy = published(table).await;
    let listed = policy.listed;
    let check = async |name: &str, listed| {
        let commit = table.commit(now()).draft(&draft(name, 0));
        let commit = commit.policy_listed(&policy_id(), listed);
        commit.run().await.unwrap()
    };
    assert_eq!(check("d-1", listed + 1).await, Outcome::PolicyChanged);
    let second = json!({"items": []});
    let policy = step(table, policy, Command::Revise, Some(&second)).await;
    assert_eq!(
        check("d-1", listed).await,
        Outcome::Committed,
        "a revision changes nothing yet"
    );
    let reason = "复核".to_owned();
    step(table, policy, Command::Suspend { reason }, None).await;
    assert_eq!(check("d-9", listed).await, Outcome::PolicyChanged);
}

#[tokio::test]
async fn what_happened_to_a_policy_is_told_in_order() {
    let store = store().await;
    let policy = published(&store.table).await;
    let history = store.table.policy_history(&policy_id()).await.unwrap();
    let words: Vec<(u64, &str)> = history
        .iter()
        .map(|(version, happened)| (*version, happened.event.word()))
        .collect();
    assert_eq!(words, [(1, "created"), (2, "proposed"), (3, "published")]);
    assert_eq!(policy.listed, 3);
}

#[tokio::test]
async fn a_policy_is_due_the_day_after_its_last() {
    use adapters::table::{DUE_SHARDS, DueKey};
    let store = store().await;
    published(&store.table).await;
    let mut due = Vec::new();
    for shard in 0..DUE_SHARDS {
        let until = now() + SignedDuration::from_hours(24 * 60);
        let page = store.table.due_in(shard, until, (None, 9)).await.unwrap();
        due.extend(page.entries.into_iter().map(|entry| entry.key));
    }
    assert!(due.contains(&DueKey::Policy(policy_id())));
    let rows = due.iter().filter(|key| matches!(key, DueKey::Outbox(_)));
    assert_eq!(rows.count(), 1, "one change of the catalogue: publishing");
}

#[tokio::test]
async fn a_profile_goes_from_version_to_version() {
    let store = store().await;
    let table = &store.table;
    let facts = json!({"staff": 12});
    let profile = Profile {
        enterprise: code(),
        version: 1,
        name: "示例机电制造有限公司".to_owned(),
        contact_email: "office@example.com".to_owned(),
        facts: facts.as_object().unwrap().clone(),
    };
    let write = async |profile: &Profile| {
        let commit = table.commit(now()).profile(profile);
        commit.run().await.unwrap()
    };
    assert_eq!(write(&profile).await, Outcome::Committed);
    assert_eq!(write(&profile).await, Outcome::VersionLost);
    let second = Profile {
        version: 2,
        ..profile
    };
    assert_eq!(write(&second).await, Outcome::Committed);
    assert_eq!(table.read_profile(&code()).await.unwrap(), Some(second));
    let stranger: CreditCode = id("91420200MAFAKE0783");
    assert_eq!(table.read_profile(&stranger).await.unwrap(), None);
}

#[tokio::test]
async fn the_register_is_read_whole_with_secrets_apart() {
    let store = store().await;
    let table = &store.table;
    let secret = Secret::new("whsec_1");
    let keji = Department {
        id: id("keji"),
        ..department()
    };
    let entry = JurisdictionEntry {
        version: 1,
        jurisdiction: Jurisdiction {
            id: id("tieshan"),
            name: "铁山区".to_owned(),
            counties: ["420205".to_owned()].into(),
            townships: [].into(),
            except: [].into(),
        },
        name: contract::text::Text::new("铁山区", "Tieshan"),
        source: "https://example.com".to_owned(),
        illustrative: true,
    };
    let commit = table.commit(now()).department(&department(), Some(&secret));
    let commit = commit.department(&keji, None).jurisdiction(&entry);
    let command = Idempotency::new("person:operator", "write_department", "k", b"{}");
    let reply = Reply {
        status: 200,
        location: None,
        etag: None,
        body: String::new(),
    };
    let commit = commit.remember(&command, &Home::Register, &reply);
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    let read = table.read_register().await.unwrap();
    assert_eq!(read.register.departments, [department(), keji]);
    assert_eq!(read.jurisdiction(&id("tieshan")), Some(&entry));
    assert_eq!(read.webhook_secret(&jingxin()), Some(&secret));
    assert_eq!(read.webhook_secret(&id("keji")), None);
}

#[tokio::test]
async fn calendars_are_kept_by_year() {
    let store = store().await;
    let table = &store.table;
    let entry = |year| CalendarEntry {
        version: 1,
        year: CalendarYear {
            year,
            status: Status::Official,
            source: "https://example.com".to_owned(),
            days: [].into(),
        },
    };
    for year in [2026, 2025] {
        let commit = table.commit(now()).calendar(&entry(year));
        assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    }
    let all = table.read_calendars().await.unwrap();
    assert_eq!(all, [entry(2025), entry(2026)]);
    assert_eq!(table.read_calendar(2026).await.unwrap(), Some(entry(2026)));
    assert_eq!(table.read_calendar(2027).await.unwrap(), None);
}

#[tokio::test]
async fn of_two_tries_at_once_one_counts_and_a_mail_sent_again_forgives_none() {
    let store = store().await;
    let table = &store.table;
    let link = Link {
        part: None,
        case: number(1),
        department: jingxin(),
        rung: Rung::FirstLiaison,
        turn: 2,
        code_hash: "c".repeat(64),
        tries: 0,
        used_at: None,
        last_day: day("2026-12-08"),
    };
    table.keep_link("hash", &link, now()).await.unwrap();
    let tried = Link {
        tries: 1,
        ..link.clone()
    };
    let used = Link {
        used_at: Some(now().into()),
        ..link.clone()
    };
    let commit = table.commit(now()).link_tried("hash", &link, &tried);
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    let commit = table.commit(now()).link_tried("hash", &link, &used);
    assert_eq!(commit.run().await.unwrap(), Outcome::Done);
    table.keep_link("hash", &link, now()).await.unwrap();
    assert_eq!(table.read_link("hash").await.unwrap(), Some(tried));
    assert_eq!(table.read_link("other").await.unwrap(), None);
}

#[tokio::test]
async fn notices_are_listed_the_latest_first_and_taken_down_by_their_next_version() {
    let store = store().await;
    let table = &store.table;
    let telephone = || Telephone {
        of: casework::Text::new("机关纪委", "discipline office"),
        number: "0714-0000000".to_owned(),
    };
    let posted = |random, first_day| PostedNotice {
        number: number(random),
        version: 1,
        notice: Notice {
            title: casework::Text::new("公示", "notice"),
            basis: Vec::new(),
            department: casework::Text::new("市经信局", "bureau"),
            rows: Vec::new(),
            first_day: day(first_day),
            last_day: day("2026-12-31"),
            telephones: [telephone(), telephone()],
            illustrative: true,
        },
        over: false,
    };
    let (early, late) = (posted(1, "2026-11-25"), posted(2, "2026-11-26"));
    for notice in [&early, &late] {
        let commit = table.commit(now()).notice(notice);
        assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    }
    let over = PostedNotice {
        version: 2,
        over: true,
        ..early
    };
    let commit = table.commit(now()).notice(&over);
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    let page = table.notices(None, 9).await.unwrap();
    assert_eq!(page.entries, [late, over.clone()]);
    assert_eq!(table.read_notice(&number(1)).await.unwrap(), Some(over));
}
