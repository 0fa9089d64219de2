//! How far enterprises have come with what fits them: read by who shows it of one item, and by who freezes it for the city (M24, M99).

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Columns, Known, Verdict};
use casework::reach::{Funnel, SHOWN_FROM, Way, groups, whole};
use contract::catalogue::Opened;
use contract::outreach::{FunnelView, GroupView, NamedFunnel};
use contract::supervision::CityReachView;
use contract::text::Text;
use facts::{Day, ItemId};

use crate::Outside;
use crate::fault::Fault;
use crate::table::{CaseHead, Profile, Table, ToldBy, Touch};

/// Profiles read at once.
const PAGE: usize = 250;
/// Most pages of them: 50 000 enterprises, as many as a city has that register.
const PAGES_MAX: usize = 200;
/// Most cases of an item that are read.
const CASES_MAX: usize = 5_000;
/// Cases read at once.
const CASES_PAGE: usize = 200;
/// Working states in which a case no longer stands for the enterprise.
const ENDED_WITHOUT: [&str; 3] = ["withdrawn", "refused", "lapsed"];
/// States in which the enterprise got it.
const GOT: [&str; 2] = ["paid", "granted"];

/// What happened between the city and the enterprises of an item.
#[derive(Debug, Default)]
pub struct Ways {
    /// Who was told how, and who opened it, by enterprise.
    pub touches: BTreeMap<String, Touch>,
    applied: BTreeSet<String>,
    got: BTreeSet<String>,
    /// Enterprises whose case ended without the item being given.
    pub ended: BTreeSet<String>,
}

impl Ways {
    /// Reads who was told, who opened it, and who has cases.
    ///
    /// # Errors
    /// [`Fault`] if the table does not answer.
    pub async fn read(table: &Table, item: &ItemId) -> Result<Self, Fault> {
        let touches = table.touches(item).await?.into_iter();
        let mut ways = Self {
            touches: touches.map(|one| (one.enterprise.clone(), one)).collect(),
            ..Self::default()
        };
        let (mut start, mut read) = (None, 0);
        while read < CASES_MAX {
            let page = table
                .cases_of_item(item, start.as_deref(), CASES_PAGE)
                .await?;
            read += page.entries.len();
            page.entries.iter().for_each(|case| ways.count(case));
            start = page.next;
            if start.is_none() {
                break;
            }
        }
        Ok(ways)
    }

    fn count(&mut self, case: &CaseHead) {
        // an application is always an enterprise's
        let Some(enterprise) = case.enterprise.as_ref().map(ToString::to_string) else {
            return;
        };
        let state = case.public.state.as_str();
        if GOT.contains(&state) {
            self.got.insert(enterprise.clone());
        }
        if ENDED_WITHOUT.contains(&state) {
            self.ended.insert(enterprise.clone());
        }
        self.applied.insert(enterprise);
    }

    /// How far an enterprise came.
    #[must_use]
    pub fn of(&self, enterprise: &str) -> Way {
        let touch = self.touches.get(enterprise);
        Way {
            told: touch.is_some_and(|touch| touch.told_by.is_some()),
            opened: touch.is_some_and(|touch| touch.opened),
            applied: self.applied.contains(enterprise),
            got: self.got.contains(enterprise),
        }
    }

    /// How it was told.
    #[must_use]
    pub fn told_by(&self, enterprise: &str) -> Option<ToldBy> {
        self.touches.get(enterprise)?.told_by
    }
}

/// Counts as a whole, and by district, size and channel in this order.
#[derive(Debug, Default)]
pub struct Tally {
    /// All of them.
    pub all: Funnel,
    groups: [BTreeMap<(String, String), Funnel>; 3],
}

impl Tally {
    /// Counts an enterprise that came so far and was told so.
    pub fn count(
        &mut self,
        (catalogue, today): (&Opened, Day),
        profile: &Profile,
        (way, told_by): (Way, Option<ToldBy>),
    ) {
        self.all = self.all.with(way);
        let names = [
            district(catalogue, profile),
            size((catalogue, today), profile),
            channel(told_by),
        ];
        for (groups, name) in self.groups.iter_mut().zip(names) {
            let funnel = groups.entry(name).or_default();
            *funnel = funnel.with(way);
        }
    }

    /// The groups as they may be shown.
    #[must_use]
    pub fn views(&self) -> Vec<GroupView> {
        let labels = [
            ("district", "按地区", "by district"),
            ("size", "按规模", "by size"),
            ("channel", "按告知渠道", "by how they were told"),
        ];
        let views = self.groups.iter().zip(labels);
        views
            .map(|(counts, (by, zh, en))| GroupView {
                by: by.to_owned(),
                label: Text::new(zh, en),
                groups: named(counts),
            })
            .collect()
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

fn district(catalogue: &Opened, profile: &Profile) -> (String, String) {
    let known = catalogue.known(&profile.facts);
    let place = known.iter().find_map(|(_, known)| {
        if let Known::Place(places) = known
            && places.len() == 1
        {
            places.first()
        } else {
            None
        }
    });
    let found = place.and_then(|place| catalogue.jurisdiction_of(place));
    found.map_or_else(
        || pair("未填写", "not known"),
        |found| (found.name.clone(), found.id.to_string()),
    )
}

fn size((catalogue, today): (&Opened, Day), profile: &Profile) -> (String, String) {
    let known = catalogue.known(&profile.facts);
    let classes = catalogue.size_class(&known, today);
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

impl Outside {
    /// Every registered enterprise, a page of profiles at a time.
    ///
    /// # Errors
    /// [`Fault`] if the table does not answer, or there are more than can be looked at.
    pub async fn each_page_of_profiles(
        &self,
        mut look: impl FnMut(&[Profile]),
    ) -> Result<(), Fault> {
        let mut start: Option<String> = None;
        for _ in 0..PAGES_MAX {
            let page = self.table().profiles(start.as_deref(), PAGE).await?;
            look(&page.entries);
            start = page.next;
            if start.is_none() {
                return Ok(());
            }
        }
        Err(Fault::plain(
            "there are more enterprises than can be counted at once",
        ))
    }

    /// How far the enterprises of the city have come with what is in force on `today` and fits them; each counts once.
    ///
    /// # Errors
    /// [`Fault`] if the table or the catalogue cannot be read.
    pub async fn city_reach(&self, today: Day) -> Result<CityReachView, Fault> {
        let catalogue = self.catalogue().current().await?;
        let mut items = Vec::new();
        for entry in catalogue.item_entries(today) {
            if let Ok(item) = ItemId::parse(&entry.item) {
                let ways = Ways::read(self.table(), &item).await?;
                items.push((item, ways));
            }
        }
        let (mut tally, mut looked_at) = (Tally::default(), 0_u64);
        self.each_page_of_profiles(|profiles| {
            looked_at = looked_at.saturating_add(u64::try_from(profiles.len()).unwrap_or(u64::MAX));
            for (profile, came) in furthest((&catalogue, today), profiles, &items) {
                tally.count((&catalogue, today), profile, came);
            }
        })
        .await?;
        Ok(CityReachView {
            day: today.to_string(),
            shown_from: SHOWN_FROM,
            looked_at,
            all: FunnelView::of(whole(tally.all)),
            groups: tally.views(),
        })
    }
}

/// Those of `profiles` that something fits, each with how far it came with any of that and how it was told first.
fn furthest<'p>(
    (catalogue, today): (&Opened, Day),
    profiles: &'p [Profile],
    items: &[(ItemId, Ways)],
) -> Vec<(&'p Profile, (Way, Option<ToldBy>))> {
    let known = profiles.iter().map(|one| catalogue.known(&one.facts));
    let calculator = catalogue.calculator(today);
    let columns = Columns::of(&calculator, known, today);
    let mut found: Vec<Option<(Way, Option<ToldBy>)>> = vec![None; profiles.len()];
    for (item, ways) in items {
        let matching = columns.matching(item).unwrap_or_default();
        let each = found.iter_mut().zip(profiles).zip(matching.iter());
        for ((found, profile), _) in each.filter(|(_, verdict)| *verdict == Verdict::Eligible) {
            let enterprise = profile.enterprise.to_string();
            let (way, told_by) = found.unwrap_or_default();
            let told_by = told_by.or_else(|| ways.told_by(&enterprise));
            *found = Some((way.or(ways.of(&enterprise)), told_by));
        }
    }
    let fitting = profiles.iter().zip(found);
    fitting
        .filter_map(|(profile, found)| Some((profile, found?)))
        .collect()
}
