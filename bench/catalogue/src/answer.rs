//! What an answer of the calculator is made of, as the function gives it: judged, put into words, the questions left, and as JSON.

use std::collections::BTreeSet;
use std::hint::black_box;

use calculator::Profile;
use contract::catalogue::Opened;
use contract::eligibility::ask::profile_of;
use contract::eligibility::{answer, question};
use cpu_time::ThreadTime;
use serde_json::Value;

use crate::city::files;
use crate::today;

const ROUNDS: usize = 21;

/// The sample enterprises, and one of whom nothing is known.
fn profiles(city: &Opened) -> Vec<Profile> {
    let known = files("enterprises").into_iter().map(|(_, body)| {
        let Some(Value::Object(given)) = body.get("facts") else {
            return Profile::new();
        };
        profile_of(given, city.facts(), "/facts", &mut Vec::new())
    });
    known.chain([Profile::new()]).collect()
}

/// The median time of a step in microseconds, one enterprise's share of it.
fn median(profiles: &[Profile], mut act: impl FnMut(&Profile)) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let began = ThreadTime::now();
            profiles.iter().for_each(&mut act);
            began.elapsed().as_secs_f64() * 1e6 / profiles.len() as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

pub(crate) fn measure(city: &Opened) {
    let (all, day, declined) = (BTreeSet::new(), today(), BTreeSet::new());
    let profiles = profiles(city);
    let judged = |profile: &Profile| city.assess(profile, day, &all);
    let judging = median(&profiles, |profile| {
        black_box(judged(profile));
    });
    let worded = |profile: &Profile| {
        let assessment = judged(profile);
        answer::reply(&assessment, city, (profile, day))
    };
    let wording = median(&profiles, |profile| {
        black_box(worded(profile));
    });
    let asking = median(&profiles, |profile| {
        let assessment = judged(profile);
        let mut reply = answer::reply(&assessment, city, (profile, day));
        question::ask(&mut reply, city, (profile, day), (&assessment, &declined));
        black_box(reply);
    });
    let mut bytes = 0;
    let writing = median(&profiles, |profile| {
        bytes = serde_json::to_vec(&worded(profile)).unwrap().len();
    });
    println!(
        "\nan answer about {} items, microseconds: judged {judging:.0}, in words {:.0}, questions left {:.0}, as JSON {:.0} ({} KiB)",
        city.item_ids().count(),
        wording - judging,
        asking - wording,
        writing - wording,
        bytes / 1024
    );
}
