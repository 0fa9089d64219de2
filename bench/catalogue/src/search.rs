//! How long a search takes, how long its index takes to make, and how large it is.

use contract::catalogue::Opened;
use contract::search::{Chosen, Facet, Question};
use cpu_time::ThreadTime;

use crate::today;

const ROUNDS: usize = 200;

fn ask(city: &Opened, words: &str, chosen: &Chosen) -> usize {
    let day = today();
    city.search(&Question { words, chosen, day }).items.len()
}

pub(crate) fn measure(city: &Opened) {
    let began = ThreadTime::now();
    ask(city, "", &Chosen::new());
    println!(
        "\nsearch: index made in {:.0?}, {} kB",
        began.elapsed(),
        city.search_bytes(today()) / 1024
    );
    let mut narrowed = Chosen::new();
    narrowed.insert(Facet::Size, ["micro".to_owned()].into());
    narrowed.insert(Facet::Kind, ["money".to_owned()].into());
    for (words, chosen) in [
        ("", &Chosen::new()),
        ("小巨人", &Chosen::new()),
        ("绿色 奖励", &Chosen::new()),
        ("企业", &Chosen::new()),
        ("稳岗", &narrowed),
        ("冷链仓储用地税减半政策", &Chosen::new()),
        ("火星移民", &Chosen::new()),
    ] {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..ROUNDS {
            let began = ThreadTime::now();
            found = ask(city, words, chosen);
            times.push(began.elapsed());
        }
        times.sort();
        println!(
            "{words:<14} {found:>6} found   p50 {:.0?}   p99 {:.0?}",
            times[ROUNDS / 2],
            times[ROUNDS * 99 / 100]
        );
    }
}
