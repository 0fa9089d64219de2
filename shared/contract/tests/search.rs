//! Searching the sample policies: aliases, facets with their counts, ranking, near hits, highlights (M12).

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use contract::catalogue::{Opened, Snapshot, SnapshotJurisdiction, SnapshotPolicy};
use contract::search::{Chosen, Facet, Found, Question};
use facts::Day;
use serde_json::Value;

fn files(kind: &str) -> Vec<(String, Value)> {
    let folder = format!("{}/../../infra/seed/{kind}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Value)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (
                name,
                serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap(),
            )
        })
        .collect();
    files.sort_by(|one, two| one.0.cmp(&two.0));
    files
}

fn city() -> Opened {
    let policies = files("policies")
        .into_iter()
        .map(|(_, document)| SnapshotPolicy::plain(1, document));
    let jurisdictions = files("jurisdictions")
        .into_iter()
        .map(|(id, body)| SnapshotJurisdiction {
            id,
            body: serde_json::from_value(body).unwrap(),
        });
    let snapshot = Snapshot::of(
        String::new(),
        policies.collect(),
        jurisdictions.collect(),
        Vec::new(),
    );
    snapshot.open().unwrap()
}

fn day() -> Day {
    Day::parse("2026-11-24").unwrap()
}

fn chosen(pairs: &[(Facet, &str)]) -> Chosen {
    let mut chosen = BTreeMap::new();
    for (facet, value) in pairs {
        let values: &mut BTreeSet<String> = chosen.entry(*facet).or_default();
        values.insert((*value).to_owned());
    }
    chosen
}

fn search(city: &Opened, words: &str, pairs: &[(Facet, &str)]) -> Found {
    city.search(&Question {
        words,
        chosen: &chosen(pairs),
        day: day(),
    })
}

fn titles(city: &Opened, found: &Found) -> Vec<String> {
    let entries = found
        .items
        .iter()
        .filter_map(|id| city.item_entry(id, day()));
    entries.map(|entry| entry.title.zh).collect()
}

fn count(found: &Found, facet: Facet, value: &str) -> usize {
    let views = found
        .facets
        .iter()
        .filter(|view| view.facet == facet.word());
    let mut values = views.flat_map(|view| &view.values);
    values
        .find(|one| one.value == value)
        .map_or(0, |one| one.count)
}

#[test]
fn aliases_find_what_the_policy_calls_otherwise() {
    let city = city();
    let all = city.item_entries(day()).len();
    for (words, part) in [
        ("小巨人", "小巨人"),
        ("专精特新", "小巨人"),
        ("高企", "高新技术企业"),
        ("稳岗", "稳岗"),
        ("招用毕业生 补助", "扩岗"),
        ("信保", "出口信用保险"),
    ] {
        let found = search(&city, words, &[]);
        assert!(found.exact, "{words}");
        let titles = titles(&city, &found);
        assert!(
            titles.iter().any(|title| title.contains(part)),
            "{words}: {titles:?}"
        );
        assert!(titles.len() < all, "{words} finds everything");
    }
}

#[test]
fn title_hits_go_first_and_open_items_before_others() {
    let city = city();
    let found = search(&city, "奖励", &[]);
    let entries: Vec<_> = found
        .items
        .iter()
        .filter_map(|id| city.item_entry(id, day()))
        .collect();
    let ranks: Vec<(bool, bool)> = entries
        .iter()
        .map(|entry| {
            let named = ["奖励", "奖补", "奖金"].iter();
            let in_title = named.into_iter().any(|word| entry.title.zh.contains(word));
            (!in_title, !entry.open)
        })
        .collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    assert!(ranks.iter().any(|(not_in_title, _)| *not_in_title));
}

#[test]
fn a_value_of_a_facet_leaves_as_many_as_it_says() {
    let city = city();
    for words in ["", "补贴", "企业"] {
        let all = search(&city, words, &[]);
        for view in &all.facets {
            let facet = Facet::ALL
                .into_iter()
                .find(|one| one.word() == view.facet)
                .unwrap();
            for value in &view.values {
                let narrowed = search(&city, words, &[(facet, &value.value)]);
                assert_eq!(
                    narrowed.items.len(),
                    value.count,
                    "{words} {} {}",
                    view.facet,
                    value.value
                );
                // what was chosen of a facet does not change the counts of that facet
                let same = narrowed
                    .facets
                    .iter()
                    .find(|one| one.facet == view.facet)
                    .unwrap();
                let counts = |view: &contract::search::FacetView| -> Vec<usize> {
                    view.values.iter().map(|one| one.count).collect()
                };
                assert_eq!(counts(same), counts(view));
            }
        }
    }
}

#[test]
fn facets_are_asked_of_the_rules() {
    let city = city();
    let all = search(&city, "", &[]);
    let every = all.items.len();
    // an item for small and micro enterprises is not for large ones
    assert!(count(&all, Facet::Size, "large") < count(&all, Facet::Size, "micro"));
    assert!(count(&all, Facet::Industry, "C") > count(&all, Facet::Industry, "P"));
    assert!(count(&all, Facet::Mode, "without_application") > 0);
    let kinds: usize = ["money", "exemption", "ask"]
        .iter()
        .map(|kind| count(&all, Facet::Kind, kind))
        .sum();
    assert_eq!(kinds, every);
    let both = search(
        &city,
        "",
        &[(Facet::Kind, "money"), (Facet::Kind, "exemption")],
    );
    assert_eq!(
        both.items.len(),
        count(&all, Facet::Kind, "money") + count(&all, Facet::Kind, "exemption")
    );
}

#[test]
fn what_nothing_has_is_nearly_found_or_not_at_all() {
    let city = city();
    let near = search(&city, "一次性扩岗补助金申请", &[]);
    assert!(
        !near.exact
            || titles(&city, &near)
                .iter()
                .any(|title| title.contains("扩岗"))
    );
    assert!(
        titles(&city, &near)
            .iter()
            .any(|title| title.contains("扩岗"))
    );
    let nothing = search(&city, "火星移民", &[]);
    assert_eq!((nothing.items.len(), nothing.exact), (0, false));
    for odd in ["'; DROP TABLE", "\u{0}", "＄", "的", "🙂🙂"] {
        let _ = search(&city, odd, &[]);
    }
}

#[test]
fn hits_are_shown_where_they_stand_and_texts_stay_whole() {
    let city = city();
    let found = search(&city, "高企", &[]);
    let id = found.items.first().unwrap();
    let hits = city.highlights(id, "高企", day());
    let title = hits.first().unwrap();
    let whole: String = title.segments.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(whole, city.item_entry(id, day()).unwrap().title.zh);
    assert!(
        title
            .segments
            .iter()
            .any(|one| one.hit && one.text == "高新技术企业")
    );
    assert!(city.highlights(id, "", day()).is_empty());
}

/// Questions as people put them: the words; what must come first; what must be found besides; what must not.
const ASKED: &str = "\
高企 | high-tech-award |  | little-giant-award
高企奖励 | high-tech-award |  | 
高新技术企业认定补助多少钱 | high-tech-award |  | 
小巨人 | little-giant-award | technical-upgrade-subsidy | 
专精特新 | little-giant-award | technical-upgrade-subsidy | high-tech-award
稳岗 | stable-jobs-return |  | 
失业保险返还 | stable-jobs-return |  | headquarters-award
裁员 | stable-jobs-return |  | job-expansion-subsidy
扩岗 | job-expansion-subsidy |  | 
大学生就业补贴 | graduate-hire-award | hiring-subsidy | high-tech-award
招聘毕业生 | graduate-insurance-subsidy | job-expansion-subsidy graduate-hire-award | 
招人补贴 | graduate-insurance-subsidy | hiring-subsidy | export-insurance
社保补贴 | graduate-insurance-subsidy |  | 
实习 | trainee-subsidy |  | high-tech-award
学徒 | apprentice-subsidy |  | 
技改 | loan-interest-subsidy | technical-upgrade-subsidy | 
贴息 | loan-interest-subsidy |  | export-insurance
贷款 | loan-interest-subsidy | patent-loan-award | 
买设备补贴 | equipment-investment-subsidy |  | 
瞪羚 | new-species-award |  | 
独角兽企业 | new-species-award |  | 
展位费 | exhibition-booth-subsidy |  | export-insurance
参加展会 | exhibition-booth-subsidy |  | 
出口信保 | export-insurance |  | 
软件出口 | software-export-award |  | trainee-subsidy
外资 | foreign-capital-award |  | 
用电 | energy-relief-subsidy |  | 
天然气 | energy-relief-subsidy |  | export-insurance
餐饮 直播 | online-sales-award |  | consumption-enrolment-award
过户费 | registration-fee-relief |  | 
个体户 | registration-fee-relief |  | 
仓储用地 | storage-land-tax-relief |  | 
单项冠军 | manufacturing-title-award |  | 
绿色工厂 | green-factory-award | manufacturing-title-award | 
智改数转 | smart-factory-award |  | green-factory-award
5A 物流企业 | logistics-grade-award |  | export-insurance
限上 | mall-enrolment-award | consumption-enrolment-award online-sales-award | 
总部 | headquarters-award |  | ";

#[test]
fn people_find_what_they_mean() {
    let city = city();
    let mut wrong = Vec::new();
    for row in ASKED.lines() {
        let mut parts = row.split('|').map(str::trim);
        let mut part = || parts.next().unwrap();
        let (words, first, besides, never) = (part(), part(), part(), part());
        let found = search(&city, words, &[]);
        let ids: Vec<&str> = found.items.iter().map(facts::ItemId::as_str).collect();
        let right = ids.first() == Some(&first)
            && besides.split_whitespace().all(|id| ids.contains(&id))
            && !never.split_whitespace().any(|id| ids.contains(&id));
        if !right {
            wrong.push(format!("{row}: {ids:?}"));
        }
    }
    assert!(ASKED.lines().count() >= 20);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_the_list_does_not_have_is_not_made_up() {
    let city = city();
    for words in [
        "火星移民",
        "房租减免",
        "光伏发电",
        "养老机构床位补贴",
        "xyz",
    ] {
        let found = search(&city, words, &[]);
        assert!(
            !found.exact || found.items.is_empty(),
            "{words}: {:?}",
            found.items
        );
    }
}
