//! Showing where words stand.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::words::{Word, alike};
use crate::rule::{ItemDocument, PolicyDocument};
use crate::text::Text;

/// Characters kept on each side of a hit in a long text.
const AROUND: usize = 24;
/// Most places shown besides the title.
const PLACES_MAX: usize = 2;

/// A text with the words that were found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Highlight {
    /// `title`, `policy`, `benefit`, `condition`, `material` or `step`.
    pub field: String,
    /// What the field is called.
    pub label: Text,
    /// The text in its parts.
    pub segments: Vec<Segment>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Segment {
    /// The text.
    pub text: String,
    /// Whether it is one of the words asked for.
    pub hit: bool,
}

pub(super) fn highlights(
    policy: &PolicyDocument,
    item: &ItemDocument,
    asked: &[Word],
) -> Vec<Highlight> {
    let title = Highlight {
        field: "title".to_owned(),
        label: Text::new("事项", "item"),
        segments: segments(&item.rules.title.zh, asked),
    };
    let conditions = item.rules.conditions.iter().map(|one| &one.words.zh);
    let materials = item.materials.iter().map(|one| &one.terms.name.zh);
    let steps = item.steps.iter().map(|one| &one.owner);
    let named = |field, zh, en| (field, Text::new(zh, en));
    let places = std::iter::once((named("benefit", "支持内容", "benefit"), &item.benefit.zh))
        .chain(conditions.map(|text| (named("condition", "办理条件", "condition"), text)))
        .chain(materials.map(|text| (named("material", "材料", "material"), text)))
        .chain([
            (named("policy", "政策", "policy"), &policy.title.zh),
            (named("policy", "文号", "document"), &policy.document_number),
            (named("policy", "制定机关", "issuer"), &policy.issuer),
        ])
        .chain(steps.map(|text| (named("step", "办理环节", "step"), text)));
    let mut found = vec![title];
    for ((field, label), text) in places {
        let segments = cut(segments(text, asked));
        if segments.iter().any(|one| one.hit) && found.len() <= PLACES_MAX {
            found.push(Highlight {
                field: field.to_owned(),
                label,
                segments,
            });
        }
    }
    found
}

/// A text in its parts: words that were asked for, and what lies between.
fn segments(text: &str, asked: &[Word]) -> Vec<Segment> {
    let plain: Vec<char> = alike(text).chars().collect();
    let spellings: Vec<Vec<char>> = asked
        .iter()
        .flat_map(|word| &word.spellings)
        .map(|word| word.chars().collect())
        .collect();
    let mut segments: Vec<Segment> = Vec::new();
    let mut hit_until = 0;
    for (place, letter) in text.chars().enumerate() {
        let rest = plain.get(place..).unwrap_or_default();
        let longest = spellings
            .iter()
            .filter(|word| rest.starts_with(word))
            .map(Vec::len)
            .max();
        hit_until = hit_until.max(place + longest.unwrap_or_default());
        let hit = place < hit_until;
        match segments.last_mut() {
            Some(last) if last.hit == hit => last.text.push(letter),
            Some(_) | None => segments.push(Segment {
                text: letter.to_string(),
                hit,
            }),
        }
    }
    segments
}

/// Shortens what lies far from a hit.
fn cut(segments: Vec<Segment>) -> Vec<Segment> {
    let last = segments.len().saturating_sub(1);
    segments
        .into_iter()
        .enumerate()
        .map(|(place, segment)| {
            let length = segment.text.chars().count();
            if segment.hit || length <= 2 * AROUND {
                return segment;
            }
            let (first, end) = (place == 0, place == last);
            let head = segment.text.chars().take(if first { 0 } else { AROUND });
            let tail = segment.text.chars().skip(length - AROUND);
            let tail: String = tail.take(if end { 0 } else { AROUND }).collect();
            let text = head.chain(['…']).chain(tail.chars()).collect();
            Segment { text, hit: false }
        })
        .collect()
}
