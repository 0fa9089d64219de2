//! How far the enterprises an item fits have come: matched, told, opened, applied, got; as a whole and by group (M24, M66, M69).

use std::collections::BTreeMap;

use adapters::http::{Answer, Door, Reply};
use adapters::table::{Profile, ToldBy};
use axum::extract::Path;
use calculator::{Known, Verdict};
use casework::access::Operation;
use casework::reach::{Funnel, SHOWN_FROM, groups, whole};
use contract::outreach::{FunnelView, GroupView, NamedFunnel, ReachView};
use contract::text::Text;

use crate::matches::{Asked, Ways, asked, fitting};

/// Profiles read at once.
const PAGE: usize = 250;
/// Most pages of them: 50 000 enterprises, as many as a city has that register.
const PAGES_MAX: usize = 200;

/// A group and what it is called: district, size and channel in this order.
type Groups = [BTreeMap<(String, String), Funnel>; 3];

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
    let ways = Ways::read(door, &asked.item).await?;
    let mut counted = Counted::default();
    let mut start: Option<String> = None;
    for _ in 0..PAGES_MAX {
        let page = door
            .outside
            .table()
            .profiles(start.as_deref(), PAGE)
            .await?;
        counted.count(&asked, &page.entries, &ways);
        start = page.next;
        if start.is_none() {
            return Ok(counted.view(&asked));
        }
    }
    Err(adapters::Fault::plain("there are more enterprises than can be counted at once").into())
}

/// Counts so far.
#[derive(Default)]
struct Counted {
    looked_at: u64,
    undetermined: u64,
    all: Funnel,
    groups: Groups,
}

impl Counted {
    fn count(&mut self, asked: &Asked, profiles: &[Profile], ways: &Ways) {
        let many = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        self.looked_at += many(profiles.len());
        self.undetermined += many(fitting(asked, profiles, Verdict::Undetermined).len());
        for profile in fitting(asked, profiles, Verdict::Eligible) {
            let enterprise = profile.enterprise.to_string();
            let way = ways.of(&enterprise);
            self.all = self.all.with(way);
            let told_by = ways
                .touches
                .get(&enterprise)
                .and_then(|touch| touch.told_by);
            let names = [
                district(asked, profile),
                size(asked, profile),
                channel(told_by),
            ];
            for (groups, name) in self.groups.iter_mut().zip(names) {
                let funnel = groups.entry(name).or_default();
                *funnel = funnel.with(way);
            }
        }
    }

    fn view(self, asked: &Asked) -> ReachView {
        let labels = [
            ("district", "按地区", "by district"),
            ("size", "按规模", "by size"),
            ("channel", "按告知渠道", "by how they were told"),
        ];
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
            all: FunnelView::of(whole(self.all)),
            groups: self
                .groups
                .into_iter()
                .zip(labels)
                .map(|(counts, (by, zh, en))| GroupView {
                    by: by.to_owned(),
                    label: Text::new(zh, en),
                    groups: named(&counts),
                })
                .collect(),
        }
    }
}

fn named(counts: &BTreeMap<(String, String), Funnel>) -> Vec<NamedFunnel> {
    let shown = groups(counts).into_iter();
    shown
        .map(|((zh, en), counts)| NamedFunnel {
            name: Text::new(zh, en),
            counts: FunnelView::of(counts),
        })
        .collect()
}

fn pair(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

fn district(asked: &Asked, profile: &Profile) -> (String, String) {
    let known = asked.catalogue.known(&profile.facts);
    let place = known.iter().find_map(|(_, known)| {
        if let Known::Place(places) = known
            && places.len() == 1
        {
            places.first()
        } else {
            None
        }
    });
    let found = place.and_then(|place| asked.catalogue.jurisdiction_of(place));
    found.map_or_else(
        || pair("未填写", "not known"),
        |found| (found.name.clone(), found.id.to_string()),
    )
}

fn size(asked: &Asked, profile: &Profile) -> (String, String) {
    let known = asked.catalogue.known(&profile.facts);
    let classes = asked.catalogue.size_class(&known, asked.today);
    match classes.as_slice() {
        [one] if one == "large" => pair("大型", "large"),
        [one] if one == "medium" => pair("中型", "medium"),
        [one] if one == "small" => pair("小型", "small"),
        [one] if one == "micro" => pair("微型", "micro"),
        _ => pair("未划型", "not classified"),
    }
}

fn channel(told_by: Option<ToldBy>) -> (String, String) {
    match told_by {
        Some(ToldBy::Alert) => pair("订阅提醒", "alert"),
        Some(ToldBy::Invitation) => pair("免申即享邀请", "invitation"),
        None => pair("未告知", "not told"),
    }
}
