//! How far enterprises have come with what fits them: read by who shows it of one item, and by who freezes it for the city (M24, M99).

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Columns, Known, Verdict};
use casework::reach::{Funnel, SHOWN_FROM, Shown, Way, channels, groups, whole};
use contract::catalogue::Opened;
use contract::outreach::{FunnelView, GroupView, NamedFunnel};
use contract::supervision::CityReachView;
use contract::text::Text;
use facts::{Day, ItemId, Jurisdiction, SizeClass};

use crate::Outside;
use crate::fault::Fault;
use crate::table::{CaseHead, Profile, Table, ToldBy, Touch};

/// Profiles read at once.
const PAGE: usize = 250;
/// Most pages of them: 50 000 enterprises, as many as a city has that register.
const PAGES_MAX: usize = 200;
/// Most cases of an item that are read: as many as there are enterprises.
const CASES_MAX: usize = 50_000;
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
    /// [`Fault`] if the table does not answer, or there are more cases than can be looked at.
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
                return Ok(ways);
            }
        }
        Err(Fault::plain(
            "an item has more cases than can be counted at once",
        ))
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
            told: touch.is_some_and(|touch| touch.told.is_some()),
            opened: touch.is_some_and(|touch| touch.opened),
            applied: self.applied.contains(enterprise),
            got: self.got.contains(enterprise),
        }
    }

    /// When it was told last, and how.
    #[must_use]
    pub fn told(&self, enterprise: &str) -> Option<(Day, ToldBy)> {
        self.touches.get(enterprise)?.told
    }
}

/// A group: its place among the others, and its name in Chinese and English.
type Name = (usize, String, String);
type Groups = BTreeMap<Name, Funnel>;

/// Counts as a whole, and by district, size and channel in this order. Every group is there, whether anybody is in it or not.
#[derive(Debug)]
pub struct Tally {
    /// All of them.
    pub all: Funnel,
    groups: [Groups; 3],
}

/// Which district and size an enterprise is counted with.
#[derive(Debug, Clone)]
pub struct Place([Name; 2]);

impl Place {
    /// Where an enterprise is counted.
    #[must_use]
    pub fn of((catalogue, today): (&Opened, Day), profile: &Profile) -> Self {
        let known = catalogue.known(&profile.facts);
        let division = known.iter().find_map(|(_, known)| {
            if let Known::Place(places) = known
                && places.len() == 1
            {
                places.first()
            } else {
                None
            }
        });
        let district = division.and_then(|place| catalogue.jurisdiction_of(place));
        let size = catalogue.size_of(&known, today);
        Self([self::district(district), self::size(size)])
    }
}

impl Tally {
    /// Nobody is counted yet.
    #[must_use]
    pub fn of(catalogue: &Opened) -> Self {
        let districts = districts(catalogue).map(Some).chain([None]);
        let sizes = SizeClass::ALL.map(Some).into_iter().chain([None]);
        let told = [Some(ToldBy::Alert), Some(ToldBy::Invitation), None];
        let empty = |name| (name, Funnel::default());
        Self {
            all: Funnel::default(),
            groups: [
                districts.map(district).map(empty).collect(),
                sizes.map(size).map(empty).collect(),
                told.map(channel).map(empty).into_iter().collect(),
            ],
        }
    }

    /// Counts an enterprise that came so far and was told so.
    pub fn count(&mut self, Place([district, size]): Place, way: Way, told_by: Option<ToldBy>) {
        self.all = self.all.with(way);
        let names = [district, size, channel(told_by)];
        for (groups, name) in self.groups.iter_mut().zip(names) {
            let funnel = groups.entry(name).or_default();
            *funnel = funnel.with(way);
        }
    }

    /// The groups as they may be shown.
    #[must_use]
    pub fn views(&self) -> Vec<GroupView> {
        let [districts, sizes, told] = &self.groups;
        let views = [
            (
                "district",
                Text::new("按管辖区", "by district"),
                groups(districts),
            ),
            ("size", Text::new("按企业规模", "by size"), groups(sizes)),
            (
                "channel",
                Text::new("按最近一次告知渠道", "by how they were told last"),
                channels(told),
            ),
        ];
        let view = |(by, label, shown): (&str, Text, _)| GroupView {
            by: by.to_owned(),
            label,
            groups: named(shown),
        };
        views.map(view).into()
    }
}

fn named(shown: BTreeMap<Name, Shown>) -> Vec<NamedFunnel> {
    let named = shown.into_iter().map(|((_, zh, en), counts)| NamedFunnel {
        name: Text::new(zh, en),
        counts: FunnelView::of(counts),
    });
    named.collect()
}

/// Districts an enterprise may be counted with: not those that lie in a wider one as a whole.
fn districts(catalogue: &Opened) -> impl Iterator<Item = &Jurisdiction> {
    let all = &catalogue.jurisdictions;
    let within = |one: &Jurisdiction, other: &Jurisdiction| {
        one.id != other.id
            && other.except.is_empty()
            && one.counties.is_subset(&other.counties)
            && one.townships.is_subset(&other.townships)
    };
    all.iter()
        .filter(move |one| !all.iter().any(|other| within(one, other)))
}

fn district(found: Option<&Jurisdiction>) -> Name {
    found.map_or_else(
        || (1, "未填写".to_owned(), "not known".to_owned()),
        |found| (0, found.name.clone(), found.id.to_string()),
    )
}

fn size(found: Option<SizeClass>) -> Name {
    let place = |size| SizeClass::ALL.iter().position(|one| *one == size);
    match found {
        Some(size) => {
            let title = size.title();
            (place(size).unwrap_or_default(), title.zh, title.en)
        }
        None => (
            SizeClass::ALL.len(),
            "未划型".to_owned(),
            "not classified".to_owned(),
        ),
    }
}

fn channel(told_by: Option<ToldBy>) -> Name {
    let (place, zh, en) = match told_by {
        Some(ToldBy::Alert) => (0, "订阅提醒", "alert"),
        Some(ToldBy::Invitation) => (1, "免申即享邀请", "invitation"),
        None => (2, "未告知", "not told"),
    };
    (place, zh.to_owned(), en.to_owned())
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

    /// How far the enterprises of the city have come with what is in force on `today` and fits them; each counts once. Profiles are read
    /// a page at a time, and then what happened an item at a time.
    ///
    /// # Errors
    /// [`Fault`] if the table or the catalogue cannot be read, or there is more than can be looked at.
    pub async fn city_reach(&self, today: Day) -> Result<CityReachView, Fault> {
        let catalogue = self.catalogue().current().await?;
        let entries = catalogue.item_entries(today);
        let items: Vec<ItemId> = entries
            .iter()
            .filter_map(|entry| ItemId::parse(&entry.item).ok())
            .collect();
        let (mut all, mut looked_at) = (Vec::new(), 0_u64);
        self.each_page_of_profiles(|profiles| {
            looked_at = looked_at.saturating_add(u64::try_from(profiles.len()).unwrap_or(u64::MAX));
            all.extend(fitting((&catalogue, today), profiles, &items));
        })
        .await?;
        for (place, item) in items.iter().enumerate() {
            let ways = Ways::read(self.table(), item).await?;
            all.iter_mut()
                .filter(|one| one.items.contains(&place))
                .for_each(|one| one.come(&ways));
        }
        let mut tally = Tally::of(&catalogue);
        for one in all {
            tally.count(one.place, one.way, one.told.map(|(_, by)| by));
        }
        Ok(CityReachView {
            day: today.to_string(),
            shown_from: SHOWN_FROM,
            looked_at,
            all: FunnelView::of(whole(tally.all)),
            groups: tally.views(),
        })
    }
}

/// An enterprise that something fits, and how far it came with any of that.
struct Came {
    enterprise: String,
    place: Place,
    /// Places of the items that fit it.
    items: Vec<usize>,
    way: Way,
    /// When it was told last of any, and how.
    told: Option<(Day, ToldBy)>,
}

impl Came {
    fn come(&mut self, ways: &Ways) {
        self.way = self.way.or(ways.of(&self.enterprise));
        self.told = self.told.max(ways.told(&self.enterprise));
    }
}

/// Those of `profiles` that something fits, before what happened is known.
fn fitting(
    (catalogue, today): (&Opened, Day),
    profiles: &[Profile],
    items: &[ItemId],
) -> Vec<Came> {
    let known = profiles.iter().map(|one| catalogue.known(&one.facts));
    let calculator = catalogue.calculator(today);
    let columns = Columns::of(&calculator, known, today);
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); profiles.len()];
    for (place, item) in items.iter().enumerate() {
        let matching = columns.matching(item).unwrap_or_default();
        let each = found.iter_mut().zip(matching.iter());
        each.filter(|(_, verdict)| *verdict == Verdict::Eligible)
            .for_each(|(found, _)| found.push(place));
    }
    let fitting = profiles.iter().zip(found);
    fitting
        .filter(|(_, items)| !items.is_empty())
        .map(|(profile, items)| Came {
            enterprise: profile.enterprise.to_string(),
            place: Place::of((catalogue, today), profile),
            items,
            way: Way::default(),
            told: None,
        })
        .collect()
}
