//! A run without application and its invitations.

use casework::Text;
use casework::run::{Account, Invitation, Listed, Reply, Run, Stage};
use facts::{CaseNumber, CreditCode, Day, DepartmentId, Instant, ItemId, Money, PolicyId};
use serde::{Deserialize, Serialize};

use super::option_of;
use super::text::{StoredText, texts};
use super::written::{self, words};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

words! { Stage, Listing = "listing", Inviting = "inviting", }

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Listed", deny_unknown_fields)]
struct StoredListed {
    looked_at: u64,
    invited: u64,
    undetermined: u64,
    amount_open: u64,
    applied: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredRun {
    id: String,
    #[serde(with = "written")]
    item: ItemId,
    #[serde(with = "StoredText")]
    title: Text,
    #[serde(with = "written")]
    policy: PolicyId,
    policy_version: u64,
    catalogue: String,
    #[serde(with = "written")]
    department: DepartmentId,
    started_by: String,
    #[serde(with = "written")]
    started_at: Instant,
    #[serde(with = "written")]
    until: Day,
    #[serde(with = "written")]
    stage: Stage,
    #[serde(with = "StoredListed")]
    listed: Listed,
}

pub(crate) fn write(run: &Run) -> Result<Row, Fault> {
    let Run {
        id,
        version,
        item,
        title,
        policy,
        policy_version,
        catalogue,
        department,
        started_by,
        started_at,
        until,
        stage,
        listed,
    } = run.clone();
    let (own, all) = (key::runs_partition(&department), key::RUNS.to_owned());
    let place = |list| key::among_runs(list, started_at.into(), &run.id);
    Row::new(key::run(&run.id))
        .number(VERSION, version)
        .placed(Index::First, place(own))
        .placed(Index::Second, place(all))
        .body(&StoredRun {
            id,
            item,
            title,
            policy,
            policy_version,
            catalogue,
            department,
            started_by,
            started_at,
            until,
            stage,
            listed,
        })
}

pub(crate) fn read(found: &Found) -> Result<Run, Fault> {
    let stored: StoredRun = found.body()?;
    Ok(Run {
        id: stored.id,
        version: found.number(VERSION)?,
        item: stored.item,
        title: stored.title,
        policy: stored.policy,
        policy_version: stored.policy_version,
        catalogue: stored.catalogue,
        department: stored.department,
        started_by: stored.started_by,
        started_at: stored.started_at,
        until: stored.until,
        stage: stored.stage,
        listed: stored.listed,
    })
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Account", deny_unknown_fields)]
struct StoredAccount {
    bank: String,
    number: String,
}

option_of!(account, "StoredAccount", Account);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Reply", rename_all = "snake_case", deny_unknown_fields)]
enum StoredReply {
    Awaited,
    Confirmed {
        #[serde(with = "written")]
        number: CaseNumber,
        #[serde(default, with = "account", skip_serializing_if = "Option::is_none")]
        account: Option<Account>,
        #[serde(with = "written")]
        at: Instant,
    },
    Declined {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(with = "written")]
        at: Instant,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredInvitation {
    run: String,
    #[serde(with = "written")]
    enterprise: CreditCode,
    name: String,
    #[serde(with = "texts")]
    reasons: Vec<Text>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    amount: Option<Money>,
    #[serde(with = "StoredReply")]
    reply: Reply,
    #[serde(with = "written")]
    listed_at: Instant,
}

pub(crate) fn write_invitation(invitation: &Invitation) -> Result<Row, Fault> {
    let Invitation {
        run,
        enterprise,
        version,
        name,
        reasons,
        amount,
        reply,
        listed_at,
    } = invitation.clone();
    let of_enterprise = key::invitation_of_enterprise(&enterprise, listed_at.into(), &run);
    Row::new(key::invitation(&run, &enterprise))
        .number(VERSION, version)
        .placed(Index::First, of_enterprise)
        .placed(Index::Second, key::among_invitations(&run, &enterprise))
        .body(&StoredInvitation {
            run,
            enterprise,
            name,
            reasons,
            amount,
            reply,
            listed_at,
        })
}

pub(crate) fn read_invitation(found: &Found) -> Result<Invitation, Fault> {
    let stored: StoredInvitation = found.body()?;
    Ok(Invitation {
        run: stored.run,
        enterprise: stored.enterprise,
        version: found.number(VERSION)?,
        name: stored.name,
        reasons: stored.reasons,
        amount: stored.amount,
        reply: stored.reply,
        listed_at: stored.listed_at,
    })
}
