//! The best set of sixty items everybody is eligible for, in groups as cities make them.

use std::collections::BTreeSet;
use std::hint::black_box;

use calculator::{Amount, Benefit, Catalogue, Item, JointCap, Profile};
use cpu_time::ThreadTime;
use facts::{ItemId, Money, Text};

use crate::city::{facts, today};
use crate::draw::Draw;

const ITEMS: usize = 60;
const DRAWS: usize = 200;

fn id(place: usize) -> ItemId {
    ItemId::parse(&format!("item-{place}")).unwrap()
}

/// Of about four only the highest counts, some pairs exclude each other, some share a ceiling.
fn items(draw: &mut Draw) -> Vec<Item> {
    let money = |yuan: usize| Money::yuan(i64::try_from(yuan).unwrap());
    let item = |place: usize| Item {
        id: id(place),
        title: Text::new(format!("第{place}项"), format!("item {place}")),
        conditions: Vec::new(),
        benefit: Benefit::Money {
            amount: Amount::Fixed(money(10_000 + draw.below(500) * 1_000)),
            instalments: Vec::new(),
        },
        highest_of: draw
            .chance(0.6)
            .then(|| format!("group {}", draw.below(8) + place / 32 * 8)),
        excludes: if draw.chance(0.15) {
            BTreeSet::from([id(place + 1 + draw.below(5))])
        } else {
            BTreeSet::new()
        },
        joint_cap: draw.chance(0.3).then(|| {
            let group = draw.below(4);
            JointCap {
                group: format!("ceiling {group}"),
                most: Amount::Fixed(money(400_000 + 100_000 * group)),
            }
        }),
        selection: None,
        once: None,
    };
    (0..ITEMS).map(item).collect()
}

pub(crate) fn measure() {
    let mut draw = Draw::new(21);
    let mut times = Vec::new();
    let mut exact = 0;
    for _ in 0..DRAWS {
        let catalogue = Catalogue::compile(facts(), items(&mut draw), Vec::new()).unwrap();
        let begun = ThreadTime::now();
        let found = black_box(catalogue.assess(&Profile::new(), today(), None).combination);
        times.push(begun.elapsed());
        exact += usize::from(found.bound == found.total);
    }
    times.sort();
    println!("\nbest set of {ITEMS} eligible items, {DRAWS} draws, with every answer explained");
    println!(
        "median {:.1?}, slowest {:.1?}; {exact} proved to be the best",
        times[DRAWS / 2],
        times[DRAWS - 1]
    );
}
