//! Open data: the list of items and its changes, for machines (M74, M95). Made from the same catalogue as the pages.

use adapters::csv;
use adapters::documents::PublicPage;
use contract::catalogue::{ListChange, Opened};
use contract::policy::ItemView;
use facts::Day;
use pages::{ChangesFeed, ChangesPage, Nav};
use serde::Serialize;

use crate::library::{Shelf, html};

/// How many changes the page and the feed show; all of them are in the JSON file.
const SHOWN_MAX: usize = 100;

const COLUMNS: [&str; 16] = [
    "事项编码",
    "事项名称",
    "享受内容",
    "政策名称",
    "文号",
    "发布机关",
    "层级",
    "主管部门",
    "有效期起",
    "有效期止",
    "正在申报",
    "申报截止",
    "承诺工作日",
    "咨询",
    "原文",
    "清单版本",
];

#[derive(Serialize)]
struct Listed<'a, T> {
    catalogue: &'a str,
    built_at: &'a str,
    data: &'a [T],
    /// What is announced and has not happened yet, where the file tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    upcoming: Option<&'a [T]>,
}

impl<'a, T> Listed<'a, T> {
    fn of(opened: &'a Opened, data: &'a [T]) -> Self {
        Self {
            catalogue: opened.version(),
            built_at: opened.built_at(),
            data,
            upcoming: None,
        }
    }
}

/// As many changes as the page and the feed show.
fn first(changes: &[ListChange]) -> &[ListChange] {
    changes.get(..SHOWN_MAX).unwrap_or(changes)
}

/// The files and pages of open data.
pub(crate) fn files(shelf: &Shelf<'_>, opened: &Opened) -> Vec<PublicPage> {
    let items = items(opened, shelf.today);
    let changes = opened.changes(shelf.today);
    let shown = first(&changes.past);
    let page = ChangesPage {
        chrome: shelf.chrome(Nav::Policies),
        changes: shown,
        upcoming: first(&changes.upcoming),
        all: changes.past.len(),
        departments: &shelf.named,
    };
    let feed = ChangesFeed {
        chrome: shelf.chrome(Nav::Policies),
        changes: shown,
        updated_at: opened.built_at(),
        catalogue: opened.version(),
    };
    vec![
        file(
            "items.csv",
            "text/csv; charset=utf-8",
            csv::table(COLUMNS, items.iter().map(row)),
        ),
        json("items.json", &Listed::of(opened, &items)),
        json(
            "changes.json",
            &Listed {
                upcoming: Some(&changes.upcoming),
                ..Listed::of(opened, &changes.past)
            },
        ),
        file(
            "changes.atom",
            "application/atom+xml; charset=utf-8",
            feed.render().into_bytes(),
        ),
        html("changes", page.render()),
    ]
}

/// Every item in force on `today`, with its guide.
fn items(opened: &Opened, today: Day) -> Vec<ItemView> {
    let ids = opened.item_ids().filter(|id| opened.holds(id, today));
    ids.filter_map(|id| opened.item_view(id, today)).collect()
}

fn file(key: &str, content_type: &str, bytes: Vec<u8>) -> PublicPage {
    PublicPage {
        key: key.to_owned(),
        content_type: content_type.to_owned(),
        bytes,
    }
}

fn json<T: Serialize>(key: &str, listed: &Listed<'_, T>) -> PublicPage {
    let bytes = serde_json::to_vec(listed).unwrap_or_default();
    file(key, "application/json", bytes)
}

fn row(item: &ItemView) -> [String; COLUMNS.len()] {
    let (entry, policy) = (&item.entry, &item.policy_entry);
    [
        entry.item.clone(),
        entry.title.zh.clone(),
        entry.benefit.zh.clone(),
        policy.title.zh.clone(),
        policy.document_number.clone(),
        policy.issuer.clone(),
        entry.level.clone(),
        entry.department.clone(),
        item.valid_from.clone(),
        item.valid_to.clone().unwrap_or_default(),
        if entry.open { "是" } else { "否" }.to_owned(),
        entry.open_until.clone().unwrap_or_default(),
        entry.promised_days.to_string(),
        item.contact.clone(),
        item.source.clone().unwrap_or_default(),
        item.catalogue.clone(),
    ]
}
