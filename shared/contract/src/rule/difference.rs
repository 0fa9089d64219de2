//! What a new version of a policy changes, item by item, in words (M95).

use facts::ItemId;

use super::{ItemDocument, PolicyDocument};
use crate::text::Text;

/// How one item of a version differs from the version before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDifference {
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: Text,
    /// What is different, a sentence each.
    pub words: Vec<Text>,
}

impl PolicyDocument {
    /// What this version changes of `before`, item by item; what stays the same is left out.
    #[must_use]
    pub fn differences(&self, before: &Self) -> Vec<ItemDifference> {
        let find = |document: &Self, id: &ItemId| {
            let mut items = document.items.iter();
            items.find(|item| item.rules.id == *id).cloned()
        };
        let mut found = Vec::new();
        for item in &self.items {
            let words = match find(before, &item.rules.id) {
                None => vec![Text::new("新增事项", "new item")],
                Some(earlier) => changed(&earlier, item),
            };
            found.push(difference(item, words));
        }
        let gone = before.items.iter();
        let gone = gone.filter(|item| find(self, &item.rules.id).is_none());
        found
            .extend(gone.map(|item| difference(item, vec![Text::new("取消事项", "item removed")])));
        found.retain(|difference| !difference.words.is_empty());
        found
    }
}

fn difference(item: &ItemDocument, words: Vec<Text>) -> ItemDifference {
    ItemDifference {
        item: item.rules.id.clone(),
        title: item.rules.title.clone().into(),
        words,
    }
}

fn changed(before: &ItemDocument, after: &ItemDocument) -> Vec<Text> {
    let mut words = Vec::new();
    if before.rules.title != after.rules.title {
        words.push(moved(
            ("事项名称", "title"),
            (&before.rules.title, &after.rules.title),
        ));
    }
    if before.benefit != after.benefit {
        words.push(moved(
            ("享受内容", "benefit"),
            (&before.benefit, &after.benefit),
        ));
    } else if before.rules.benefit != after.rules.benefit {
        words.push(Text::new(
            "金额算法有调整",
            "the amount is computed otherwise",
        ));
    }
    words.extend(conditions(before, after));
    let material = |item: &ItemDocument| {
        let materials = item.materials.iter();
        materials
            .map(|one| (one.terms.name.clone(), one.terms.required))
            .collect::<Vec<_>>()
    };
    words.extend(listed(
        ("材料", "material"),
        &material(before),
        &material(after),
        |(name, _)| name,
    ));
    let opening = |item: &ItemDocument| {
        let openings = item.openings.iter();
        openings
            .map(|one| {
                let (from, to) = (one.from, one.to);
                facts::Text::new(
                    format!("{}至{}", from.words(), to.words()),
                    format!("{from} to {to}"),
                )
            })
            .collect::<Vec<_>>()
    };
    words.extend(listed(
        ("申报期", "opening"),
        &opening(before),
        &opening(after),
        |one| one,
    ));
    words.extend(days(before, after));
    if before.contact != after.contact {
        words.push(Text::new("咨询方式有调整", "the contact changed"));
    }
    words
}

fn conditions(before: &ItemDocument, after: &ItemDocument) -> Vec<Text> {
    let said = |item: &ItemDocument| {
        let conditions = item.rules.conditions.iter();
        conditions.map(|one| one.words.clone()).collect::<Vec<_>>()
    };
    let mut words = listed(("条件", "condition"), &said(before), &said(after), |one| {
        one
    });
    for condition in &after.rules.conditions {
        let mut earlier = before.rules.conditions.iter();
        let same = earlier.find(|one| one.words == condition.words);
        if same.is_some_and(|one| one.test != condition.test || one.clause != condition.clause) {
            let (zh, en) = (&condition.words.zh, &condition.words.en);
            words.push(Text::new(
                format!("条件“{zh}”的判断方法或条款有调整"),
                format!("the condition `{en}` is judged otherwise or rests on another clause"),
            ));
        }
    }
    words
}

fn days(before: &ItemDocument, after: &ItemDocument) -> Vec<Text> {
    let counts = [
        (
            ("承诺时限", "promise"),
            before.promised_days(),
            after.promised_days(),
        ),
        (
            ("公示期", "publicity"),
            before.publicity_working_days,
            after.publicity_working_days,
        ),
        (
            ("补正时限", "time to correct"),
            before.correction_working_days,
            after.correction_working_days,
        ),
    ];
    let moved = counts.into_iter().filter(|(_, was, is)| was != is);
    moved
        .map(|((zh, en), was, is)| {
            Text::new(
                format!("{zh}由 {was} 个工作日改为 {is} 个工作日"),
                format!("{en}: {is} working days instead of {was}"),
            )
        })
        .collect()
}

fn moved((zh, en): (&str, &str), (was, is): (&facts::Text, &facts::Text)) -> Text {
    Text::new(
        format!("{zh}由“{}”改为“{}”", was.zh, is.zh),
        format!("{en}: `{}` instead of `{}`", is.en, was.en),
    )
}

/// What a list gained and lost; an entry that is otherwise than before counts as both.
fn listed<T: PartialEq>(
    (zh, en): (&str, &str),
    before: &[T],
    after: &[T],
    name: impl Fn(&T) -> &facts::Text,
) -> Vec<Text> {
    let gained = after.iter().filter(|one| !before.contains(one));
    let lost = before.iter().filter(|one| !after.contains(one));
    let gained = gained.map(|one| {
        let name = name(one);
        Text::new(
            format!("新增{zh}：{}", name.zh),
            format!("new {en}: {}", name.en),
        )
    });
    let lost = lost.map(|one| {
        let name = name(one);
        Text::new(
            format!("取消{zh}：{}", name.zh),
            format!("no longer a {en}: {}", name.en),
        )
    });
    gained.chain(lost).collect()
}
