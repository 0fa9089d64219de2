//! Items applied for together that cannot all be had (M85): what the calculator says of a choice before it is handed in.

use std::collections::BTreeSet;

use calculator::Profile;
use facts::{Day, ItemId, Text};

use super::Opened;
use crate::draft::OverlapView;

impl Opened {
    /// Which of these items overlap for this profile on `day`, with the calculator's reason; and the proof of what is had of them together.
    /// Two that exclude each other in the rules are told of even where the calculator does not know yet whether both fit.
    #[must_use]
    pub fn overlaps(
        &self,
        items: &[ItemId],
        profile: &Profile,
        day: Day,
    ) -> (Vec<OverlapView>, Vec<crate::text::Text>) {
        if items.len() < 2 {
            return (Vec::new(), Vec::new());
        }
        let only: BTreeSet<ItemId> = items.iter().cloned().collect();
        let combination = self.assess(profile, day, &only).combination;
        let left_out = combination.left_out.iter();
        let mut found: Vec<OverlapView> = left_out
            .map(|one| self.overlap(&one.item, one.reason.clone(), day))
            .collect();
        for (place, one) in items.iter().enumerate() {
            for other in items.iter().skip(place.saturating_add(1)) {
                let told = found
                    .iter()
                    .any(|told| told.item == one.as_str() || told.item == other.as_str());
                if let Some(words) = self.exclusive((one, other), day).filter(|_| !told) {
                    found.push(self.overlap(other, words, day));
                }
            }
        }
        let proof = match found.is_empty() {
            true => Vec::new(),
            false => combination.proof.into_iter().map(Into::into).collect(),
        };
        (found, proof)
    }

    fn overlap(&self, item: &ItemId, words: Text, day: Day) -> OverlapView {
        let title = self.item(item, day).map(|(_, item)| &item.rules.title);
        OverlapView {
            item: item.to_string(),
            title: title.cloned().unwrap_or_default().into(),
            words: words.into(),
        }
    }

    /// Why two items cannot both be had, by the rules alone.
    fn exclusive(&self, (one, other): (&ItemId, &ItemId), day: Day) -> Option<Text> {
        let (_, first) = self.item(one, day)?;
        let (_, second) = self.item(other, day)?;
        let (a, b) = (&first.rules, &second.rules);
        if a.same_group(b) {
            return Some(Text::new(
                format!("与“{}”就高不重复，只享受金额较高的一项", a.title.zh),
                format!("of this and “{}” only the higher counts", a.title.en),
            ));
        }
        a.conflicts(b).then(|| {
            Text::new(
                format!("与“{}”不能同时享受", a.title.zh),
                format!("this cannot be taken together with “{}”", a.title.en),
            )
        })
    }
}
