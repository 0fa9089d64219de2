//! Several items in one go and the material library: what is taken together is taken by each, and nothing expired is handed in (M82, M85).

use casework::Text;
use casework::access::Role;
use casework::case::{Channel, Prediction};
use casework::draft::{
    Advice, Asked, Beginning, Draft, ITEMS_MAX, MaterialTerms, Opening, Purpose, Situation,
    SubmitRequest, Upload, UploadState, joined, submit,
};
use casework::library::Kept;
use casework::refusal::Refusal;
use facts::{CaseNumber, ItemId};
use proptest::prelude::*;

use crate::samples::{actor, at, id, submission};

const TYPES: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

fn terms() -> impl Strategy<Value = Vec<MaterialTerms>> {
    let one = (
        0..4_usize,
        any::<bool>(),
        1..8_u8,
        1..50_u64,
        proptest::option::of(1..24_u32),
    );
    let one = one.prop_map(|(material, required, types, bytes_max, valid_months)| {
        let name = ["form", "licence", "invoice", "contract"][material];
        let taken = TYPES.iter().enumerate();
        MaterialTerms {
            material: id(name),
            name: Text::new(name, name),
            required,
            media_types: taken
                .filter(|(place, _)| types & (1 << place) != 0)
                .map(|(_, media_type)| (*media_type).to_owned())
                .collect(),
            bytes_max,
            valid_months,
        }
    });
    proptest::collection::vec(one, 0..4).prop_map(|mut all| {
        all.sort_by(|one, two| one.material.cmp(&two.material));
        all.dedup_by(|one, two| one.material == two.material);
        all
    })
}

fn draft() -> Draft {
    let beginning = Beginning {
        id: id("d-1"),
        purpose: Purpose::Application,
        item: id("item-0"),
        enterprise: id("91420204MAFAKE035F"),
        enterprise_name: "示例机电制造有限公司".to_owned(),
        contact_email: "office@firm.example.com".to_owned(),
        closes: None,
    };
    Draft::begin(beginning, at(0))
}

fn upload(material: &str, media_type: &str, bytes: u64) -> Upload {
    Upload {
        id: id("u-1"),
        material: id(material),
        file_name: "材料".to_owned(),
        media_type: media_type.to_owned(),
        bytes,
        sha256: "ab".repeat(32),
        state: UploadState::Held,
        valid_until: None,
    }
}

fn takes(terms: &MaterialTerms, media_type: &str, bytes: u64) -> bool {
    terms.media_types.iter().any(|taken| taken == media_type) && bytes <= terms.bytes_max
}

proptest! {
    #[test]
    fn what_is_taken_together_is_taken_by_each(
        asked in proptest::collection::vec(terms(), 1..5),
        (kind, bytes) in (0..TYPES.len(), 1..50_u64),
    ) {
        let together = joined(&asked);
        for one in asked.iter().flatten() {
            let of = together.iter().find(|terms| terms.material == one.material).unwrap();
            prop_assert!(of.required || !one.required, "what one requires is required");
            prop_assert!(!takes(of, TYPES[kind], bytes) || takes(one, TYPES[kind], bytes));
            prop_assert!(of.valid_months.is_none_or(|months| one.valid_months.is_some_and(|most| months <= most)));
        }
        for of in &together {
            let asked_by = asked.iter().flatten().filter(|one| one.material == of.material);
            let all = asked_by.clone().all(|one| takes(one, TYPES[kind], bytes));
            prop_assert_eq!(takes(of, TYPES[kind], bytes), all, "and no less than all of them take");
            prop_assert_eq!(of.required, asked_by.clone().any(|one| one.required));
        }
    }

    #[test]
    fn a_file_is_handed_in_again_on_no_day_after_its_last(
        (months, allowed) in (1..24_u32, proptest::option::of(1..24_u32)),
        days in 0..900_i64,
    ) {
        let licence = |valid_months| MaterialTerms {
            material: id("licence"),
            name: Text::new("营业执照", "licence"),
            required: true,
            media_types: vec![TYPES[0].to_owned()],
            bytes_max: 50,
            valid_months,
        };
        let kept_on = at(0).day();
        let kept = Kept::of(&draft(), &upload("licence", TYPES[0], 9), &[licence(Some(months))], kept_on).unwrap();
        let today = at(24 * days).day();
        let terms = [licence(allowed)];
        let told = draft().reuse(&kept, id("u-2"), &terms, today);
        let least = allowed.map(|allowed| allowed.min(months));
        let last = least.map(|months| kept_on.plus_months(i32::try_from(months).unwrap()));
        match (last, told) {
            (None, told) => {
                let once = matches!(told, Err(Refusal::NotReusable { .. }));
                prop_assert!(once);
            }
            (Some(last), Err(refusal)) => {
                let over = matches!(refusal, Refusal::MaterialExpired { .. });
                prop_assert!(today > last && over);
            }
            (Some(last), Ok(draft)) => {
                prop_assert!(today <= last);
                prop_assert!(draft.missing(&terms).is_empty() && draft.expired(&terms, today).is_empty());
                prop_assert!(!draft.expired(&terms, last.next()).is_empty(), "a draft that waits too long is told so");
                let again = draft.clone().reuse(&kept, id("u-3"), &terms, today).unwrap();
                prop_assert_eq!(again.uploads.len(), draft.uploads.len(), "twice is once");
            }
        }
    }
}

#[test]
fn a_paper_for_one_application_is_not_kept() {
    let terms = MaterialTerms {
        material: id("form"),
        name: Text::new("申报表", "form"),
        required: true,
        media_types: vec![TYPES[0].to_owned()],
        bytes_max: 50,
        valid_months: None,
    };
    let upload = upload("form", TYPES[0], 9);
    assert_eq!(Kept::of(&draft(), &upload, &[terms], at(0).day()), None);
}

fn asks(title: &str, opening: Opening, materials: &[&str]) -> Asked {
    let sample = submission();
    let materials = materials.iter().map(|name| MaterialTerms {
        material: id(name),
        name: Text::new(*name, *name),
        required: true,
        media_types: vec![TYPES[0].to_owned()],
        bytes_max: 50,
        valid_months: None,
    });
    Asked {
        subject: casework::case::Subject {
            title: Text::new(title, title),
            ..sample.subject
        },
        promise: sample.promise,
        opening,
        materials: materials.collect(),
        advice: Advice::Acceptable(Prediction {
            eligible: true,
            amount_low: None,
            amount_high: None,
            receipt: None,
            note: None,
        }),
    }
}

fn situation(items: Vec<Asked>) -> Situation {
    let mut draft = draft();
    draft.uploads = vec![upload("form", TYPES[0], 9), upload("licence", TYPES[0], 9)];
    draft.also = items.iter().skip(1).map(|_| id("item-1")).collect();
    Situation {
        draft,
        items,
        applicant: submission().applicant,
    }
}

fn request(items: usize) -> SubmitRequest {
    let number = |place| CaseNumber::drawn(2026, 500_000_000 + place);
    SubmitRequest {
        number: number(0),
        also: (1..u64::try_from(items).unwrap()).map(number).collect(),
        channel: Channel::Online,
        actor: actor(Role::Enterprise),
        now: at(1),
    }
}

#[test]
fn each_item_becomes_a_case_with_the_materials_it_asks_for() {
    let items = vec![
        asks("甲", Opening::Open, &["form", "licence"]),
        asks("乙", Opening::Open, &["licence"]),
    ];
    let made = submit(&situation(items), &request(2)).unwrap();
    let handed_in: Vec<usize> = made
        .made
        .iter()
        .map(|made| made.case.documents.len())
        .collect();
    assert_eq!(handed_in, [2, 1]);
    for one in &made.made {
        let others = made.made.iter().map(|made| &made.case.number);
        let others: Vec<_> = others.filter(|other| **other != one.case.number).collect();
        assert_eq!(one.case.together.iter().collect::<Vec<_>>(), others);
    }
    assert_eq!(made.draft.status.word(), "submitted");
}

#[test]
fn of_several_items_all_or_none_is_submitted_and_everything_is_told() {
    let items = vec![
        asks("甲", Opening::NotInForce, &["form"]),
        asks("乙", Opening::Open, &["form"]),
        asks("丙", Opening::Open, &["contract"]),
    ];
    let refused = submit(&situation(items), &request(3)).unwrap_err();
    let words = refused.sentence().zh;
    assert!(
        words.contains('甲') && words.contains('丙') && !words.contains('乙'),
        "{words}"
    );
    let one = vec![asks("甲", Opening::NotInForce, &["form"])];
    let refused = submit(&situation(one), &request(1)).unwrap_err();
    assert_eq!(refused, Refusal::NotInForce, "of one, as before");
}

#[test]
fn items_are_different_not_too_many_and_share_their_materials() {
    let items = |count: usize| -> Vec<ItemId> {
        (0..count)
            .map(|place| id(&format!("item-{place}")))
            .collect()
    };
    assert!(draft().choose(&items(ITEMS_MAX), &[]).is_ok());
    let twice = [id("item-0"), id("item-0")];
    for wrong in [&[][..], &items(ITEMS_MAX + 1), &twice] {
        let refused = draft().choose(wrong, &[]).unwrap_err();
        assert!(matches!(refused, Refusal::ItemsCount { .. }));
    }
    let only = |media_type: &str| {
        let mut asked = asks("甲", Opening::Open, &["form"]).materials;
        asked[0].media_types = vec![media_type.to_owned()];
        asked
    };
    let apart = [only(TYPES[0]), only(TYPES[1])];
    let refused = draft().choose(&items(2), &apart).unwrap_err();
    assert!(matches!(refused, Refusal::MaterialsApart { .. }));
}
