//! How far the enterprises an item fits have come: matched, told, opened, applied, got; as a whole and by group (M24, M66, M69).

use adapters::http::{Answer, Door, Reply};
use adapters::reach::{Place, Tally, Ways};
use adapters::table::Profile;
use axum::extract::Path;
use calculator::Verdict;
use casework::access::Operation;
use casework::reach::{Funnel, SHOWN_FROM, whole};
use contract::outreach::{FunnelView, ReachView};

use crate::matches::{Asked, asked, fitting};

/// 触达情况 · Of the enterprises an item fits: how many were told, opened it, applied, got it. Counts below three are not shown.
#[utoipa::path(get, path = "/v1/items/{item}/reach", operation_id = "read_reach", tag = "outreach",
    params(("item" = String, Path, description = "Item id")),
    responses((status = 200, description = "The figures", body = ReachView)))]
pub(crate) async fn read(door: Door, Path(id): Path<String>) -> Answer {
    Ok(Reply::ok(&figures(&door, &id).await?))
}

/// The figures of an item.
pub(crate) async fn figures(door: &Door, id: &str) -> Answer<ReachView> {
    let actor = door.actor(Operation::ReadReach)?;
    let asked = asked(door, &actor, Operation::ReadReach, id).await?;
    let ways = Ways::read(door.outside.table(), &asked.item).await?;
    let mut counted = Counted {
        looked_at: 0,
        undetermined: 0,
        tally: Tally::of(&asked.catalogue),
    };
    let look = |profiles: &[Profile]| counted.count(&asked, profiles, &ways);
    door.outside.each_page_of_profiles(look).await?;
    Ok(counted.view(&asked))
}

/// Counts so far.
struct Counted {
    looked_at: u64,
    undetermined: u64,
    tally: Tally,
}

impl Counted {
    fn count(&mut self, asked: &Asked, profiles: &[Profile], ways: &Ways) {
        let many = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        self.looked_at += many(profiles.len());
        self.undetermined += many(fitting(asked, profiles, Verdict::Undetermined).len());
        for profile in fitting(asked, profiles, Verdict::Eligible) {
            let enterprise = profile.enterprise.to_string();
            let way = ways.of(&enterprise);
            let told_by = ways.told(&enterprise).map(|(_, by)| by);
            let place = Place::of((&asked.catalogue, asked.today), profile);
            self.tally.count(place, way, told_by);
        }
    }

    fn view(self, asked: &Asked) -> ReachView {
        let title = asked.catalogue.item(&asked.item, asked.today);
        let title = title.map(|(_, item)| item.rules.title.clone());
        let few = Funnel {
            matched: self.undetermined,
            ..Funnel::default()
        };
        let [undetermined, ..] = whole(few);
        ReachView {
            item: asked.item.to_string(),
            title: title.unwrap_or_default().into(),
            day: asked.today.to_string(),
            catalogue: asked.catalogue.version().to_owned(),
            shown_from: SHOWN_FROM,
            looked_at: self.looked_at,
            undetermined,
            all: FunnelView::of(whole(self.tally.all)),
            groups: self.tally.views(),
        }
    }
}
