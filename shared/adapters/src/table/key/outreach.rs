//! Keys of hearing and reaching enterprises: needs, profiles in a list, runs, subscriptions, who was told.

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{CASE_PLACE, Key, Place, enterprise_partition, moment};
use crate::hex;

/// Start of the partition of every need.
pub(crate) const NEED: &str = "NEED#";

/// A need, by the hash of what it is about.
pub(crate) fn need(id: impl fmt::Display) -> Key {
    Key::new(format!("{NEED}{id}"), "NEED")
}

/// The id of the need that is about this.
pub(crate) fn need_id(identity: &str) -> String {
    hex::digits(&Sha256::digest(identity.as_bytes()))
        .chars()
        .take(32)
        .collect()
}

/// That somebody was counted for a need today.
pub(crate) fn counted(need: impl fmt::Display, mark: impl fmt::Display) -> Key {
    Key::new(format!("{NEED}{need}"), format!("COUNTED#{mark}"))
}

/// What somebody wrote about a need.
pub(crate) fn saying(need: impl fmt::Display, id: impl fmt::Display) -> Key {
    Key::new(format!("{NEED}{need}"), format!("SAYING#{id}"))
}

/// What was written about a need, in the first index, by its moment.
pub(crate) fn among_sayings(need: impl fmt::Display, at: Timestamp) -> Place {
    Place {
        pk: sayings_partition(need),
        sk: moment(at),
    }
}

/// The list of what was written about a need.
pub(crate) fn sayings_partition(need: impl fmt::Display) -> String {
    format!("SAYINGS#{need}")
}

/// All needs, in the second index.
pub(crate) const NEEDS: &str = "NEEDS";

/// Needs of a department, in the first index; those nobody owns belong to the coordinator.
pub(crate) fn needs_partition(department: Option<&str>) -> String {
    format!("{NEEDS}#{}", department.unwrap_or_default())
}

/// A need in a list: by how often it was counted.
pub(crate) fn among_needs(list: String, count: u64, id: impl fmt::Display) -> Place {
    Place {
        pk: list,
        sk: format!("{count:010}#{id}"),
    }
}

/// Cases for an item, in the first index.
pub(crate) fn item_partition(item: impl fmt::Display) -> String {
    format!("ITEM#{item}")
}

/// A case among those for its item, by the time it was submitted.
pub(crate) fn case_of_item(
    item: impl fmt::Display,
    submitted_at: Timestamp,
    number: impl fmt::Display,
) -> Place {
    Place {
        pk: item_partition(item),
        sk: format!("{CASE_PLACE}{}#{number}", moment(submitted_at)),
    }
}

/// The partition of who was told of an item and who opened it.
pub(crate) fn reach_partition(item: impl fmt::Display) -> String {
    format!("REACH#{item}")
}

/// Start of the sort key of an enterprise under an item.
pub(crate) const TOUCH: &str = "ENTERPRISE#";

/// What happened between an enterprise and an item.
pub(crate) fn reach(item: impl fmt::Display, enterprise: impl fmt::Display) -> Key {
    Key::new(reach_partition(item), format!("{TOUCH}{enterprise}"))
}

/// A partition that holds a run and its invitations; also their list, in the second index.
pub(crate) fn run_partition(run: impl fmt::Display) -> String {
    format!("RUN#{run}")
}

/// A run.
pub(crate) fn run(run: impl fmt::Display) -> Key {
    Key::new(run_partition(run), "RUN")
}

/// All runs, in the second index.
pub(crate) const RUNS: &str = "RUNS";

/// Runs of a department, in the first index.
pub(crate) fn runs_partition(department: impl fmt::Display) -> String {
    format!("{RUNS}#{department}")
}

/// A run in a list, by the time it was started.
pub(crate) fn among_runs(list: String, started_at: Timestamp, run: impl fmt::Display) -> Place {
    Place {
        pk: list,
        sk: format!("{}#{run}", moment(started_at)),
    }
}

/// The invitation of an enterprise.
pub(crate) fn invitation(run: impl fmt::Display, enterprise: impl fmt::Display) -> Key {
    Key::new(run_partition(run), format!("INVITATION#{enterprise}"))
}

/// An invitation among those of its run, in the second index.
pub(crate) fn among_invitations(run: impl fmt::Display, enterprise: impl fmt::Display) -> Place {
    Place {
        pk: run_partition(run),
        sk: enterprise.to_string(),
    }
}

/// Start of the places of invitations under their enterprise.
pub(crate) const INVITATION_PLACE: &str = "INVITATION#";

/// An invitation among those of its enterprise, by the time it was listed.
pub(crate) fn invitation_of_enterprise(
    enterprise: impl fmt::Display,
    listed_at: Timestamp,
    run: impl fmt::Display,
) -> Place {
    Place {
        pk: enterprise_partition(enterprise),
        sk: format!("{INVITATION_PLACE}{}#{run}", moment(listed_at)),
    }
}

/// Start of the partition of every subscription.
pub(crate) const ALERTS: &str = "ALERTS#";

/// A partition that holds a subscription and its digests; also their list, in the first index.
pub(crate) fn alerts_partition(enterprise: impl fmt::Display) -> String {
    format!("{ALERTS}{enterprise}")
}

/// A subscription to alerts.
pub(crate) fn subscription(enterprise: impl fmt::Display) -> Key {
    Key::new(alerts_partition(enterprise), "SUBSCRIPTION")
}

/// Active subscriptions, in the first index.
pub(crate) const SUBSCRIPTIONS: &str = "SUBSCRIPTIONS";

/// A subscription among all that are active.
pub(crate) fn among_subscriptions(enterprise: impl fmt::Display) -> Place {
    Place {
        pk: SUBSCRIPTIONS.to_owned(),
        sk: enterprise.to_string(),
    }
}

/// Start of the sort key and of the place of every digest.
pub(crate) const DIGEST: &str = "DIGEST#";

/// A digest of alerts.
pub(crate) fn digest(enterprise: impl fmt::Display, number: u64) -> Key {
    Key::new(
        alerts_partition(enterprise),
        format!("{DIGEST}{number:010}"),
    )
}

/// A digest among those of its enterprise.
pub(crate) fn among_digests(enterprise: impl fmt::Display, number: u64) -> Place {
    Place {
        pk: alerts_partition(enterprise),
        sk: format!("{DIGEST}{number:010}"),
    }
}
