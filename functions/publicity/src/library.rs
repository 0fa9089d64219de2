//! The pages that follow from the catalogue and the register: front page, policies, items, directory, help, API description.

use std::collections::BTreeMap;

use adapters::documents::{PublicPage, sha256};
use adapters::http::refusal;
use adapters::{Fault, Outside};
use contract::catalogue::{Opened, OpenedEdition, OpenedPolicy};
use contract::notice::NoticeView;
use contract::parents::Coverage;
use contract::policy::{ItemEntry, ItemView, PolicyEntry};
use contract::register::DepartmentView;
use facts::{Day, Instant};
use jiff::Timestamp;
use pages::standing::{self, HTML};
use pages::{
    Chrome, DepartmentListPage, FaqListPage, HomePage, ItemPage, Named, Nav, ParentListPage,
    PolicyListPage, PolicyPage, RulingListPage,
};
use serde::{Deserialize, Serialize};

use crate::{bulletins, notices, open};

/// Key of the list of what was written last; not a page anybody is led to.
const WRITTEN: &str = "written.json";

/// Keys a notice or a bulletin writes as well, when it goes up and comes down: what was noted here may not be what is there, so they are always written.
const ALSO_BY_NOTICES: [&str; 3] = ["notices", "index", "bulletins"];

/// What was written last: each key with the hash of its page, so that only what changed is written again and what left the catalogue
/// leaves the site.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    pages: BTreeMap<String, String>,
}

/// Everything the pages are made of.
pub(crate) struct Shelf<'a> {
    pub(crate) outside: &'a Outside,
    pub(crate) today: Day,
    pub(crate) updated_at: String,
    pub(crate) policies: Vec<PolicyEntry>,
    pub(crate) items: Vec<ItemEntry>,
    pub(crate) departments: Vec<DepartmentView>,
    pub(crate) named: Vec<Named>,
    pub(crate) notices: Vec<NoticeView>,
    pub(crate) coverage: Coverage,
}

impl<'a> Shelf<'a> {
    /// Reads what the pages are made of.
    pub(crate) async fn read(
        outside: &'a Outside,
        opened: &Opened,
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let today = Instant::from(now).day();
        let read = outside.table().read_register().await?;
        let coverage = Coverage::of(read.parent_views(), opened, today);
        let register = read.register;
        let mut departments: Vec<DepartmentView> = register
            .departments
            .iter()
            .map(|one| contract::convert::register::department_view(one, today, false))
            .collect();
        departments.sort_by(|one, two| one.department.cmp(&two.department));
        let named = departments
            .iter()
            .map(|one| Named::new(one.department.clone(), one.body.name.clone()))
            .collect();
        Ok(Self {
            outside,
            today,
            updated_at: opened.built_at().to_owned(),
            policies: opened.policy_entries(today),
            items: opened.item_entries(today),
            departments,
            named,
            notices: notices::running(outside).await?,
            coverage,
        })
    }

    /// The frame of a public page.
    pub(crate) fn chrome(&self, nav: Nav) -> Chrome<'_> {
        Chrome::new(self.outside.site(), nav)
    }

    /// The front page.
    pub(crate) fn home(&self) -> PublicPage {
        let page = HomePage {
            chrome: self.chrome(Nav::Home),
            policies: self.policies.len(),
            items: &self.items,
            notices: &self.notices,
            updated_at: &self.updated_at,
        };
        html("index", page.render())
    }

    fn lists(&self, opened: &Opened) -> Vec<PublicPage> {
        let policies = PolicyListPage {
            chrome: self.chrome(Nav::Policies),
            policies: &self.policies,
            items: &self.items,
            departments: &self.named,
        };
        let departments = DepartmentListPage {
            chrome: self.chrome(Nav::None),
            departments: &self.departments,
        };
        let parents = ParentListPage {
            chrome: self.chrome(Nav::Policies),
            coverage: &self.coverage,
        };
        let rulings = RulingListPage {
            chrome: self.chrome(Nav::Policies),
            rulings: &opened.rulings(None),
            today: &self.today.to_string(),
        };
        let items = self.items.iter();
        let items: Vec<Named> = items
            .map(|entry| Named::new(entry.item.clone(), entry.title.clone()))
            .collect();
        let faqs = FaqListPage {
            chrome: self.chrome(Nav::Policies),
            faqs: &opened.faqs(None, self.today),
            items: &items,
        };
        vec![
            html("faqs", faqs.render()),
            html("rulings", rulings.render()),
            html("parents", parents.render()),
            html("policies", policies.render()),
            html("departments", departments.render()),
            self.home(),
        ]
    }

    /// A page for every policy and item people may be led to; what is not in force any more says so on its page.
    fn details(&self, opened: &Opened) -> Vec<PublicPage> {
        let policies = opened.policies().iter();
        policies
            .filter_map(|policy| Some((policy, policy.shown_on(self.today)?)))
            .flat_map(|(policy, edition)| self.policy(opened, policy, edition))
            .collect()
    }

    fn policy(
        &self,
        opened: &Opened,
        policy: &OpenedPolicy,
        edition: &OpenedEdition,
    ) -> Vec<PublicPage> {
        let document = &edition.document;
        let ids = document.items.iter().map(|item| &item.rules.id);
        let views = ids.filter_map(|id| opened.item_view(id, self.today));
        let views: Vec<ItemView> = views.collect();
        let items: Vec<ItemEntry> = views.iter().map(|view| view.entry.clone()).collect();
        let held = policy.course.shown_on(self.today);
        let from = held.map(|held| held.from.to_string());
        let to = held.and_then(|held| held.to).map(|day| day.to_string());
        let entry = document.entry();
        let department = self.named.iter().find(|named| named.id == entry.department);
        let page = PolicyPage {
            chrome: self.chrome(Nav::Policies),
            policy: &entry,
            standing: &policy.standing(self.today),
            department: department.map_or(&entry.department, |named| &named.name.zh),
            issued_on: None,
            valid_from: from.as_deref(),
            valid_to: to.as_deref(),
            source: document.source.as_deref(),
            summary: document.summary.as_deref().unwrap_or_default(),
            items: &items,
            interpretations: &policy.interpretations(),
            rulings: &policy.rulings(),
            faqs: &policy.faqs(None, self.today),
            parents: &document.parents,
        };
        let mut pages = vec![html(&format!("policies/{}", entry.policy), page.render())];
        for view in &views {
            let page = ItemPage {
                chrome: self.chrome(Nav::Policies),
                item: view,
                departments: &self.named,
            };
            pages.push(html(&format!("items/{}", view.entry.item), page.render()));
        }
        pages
    }

    fn standing(&self) -> Vec<PublicPage> {
        let openapi = serde_json::from_str(contract::OPENAPI).unwrap_or_default();
        let files = standing::files(self.outside.site(), &openapi, &refusal::catalogue());
        let mut pages: Vec<PublicPage> = files
            .into_iter()
            .map(|file| PublicPage {
                key: file.key,
                content_type: file.content_type.to_owned(),
                bytes: file.bytes.into_owned(),
            })
            .collect();
        pages.push(PublicPage {
            key: "openapi.json".to_owned(),
            content_type: "application/json".to_owned(),
            bytes: contract::OPENAPI.as_bytes().to_vec(),
        });
        pages.push(PublicPage {
            key: "schemas/policy.json".to_owned(),
            content_type: "application/schema+json".to_owned(),
            bytes: contract::RULE_SCHEMA.as_bytes().to_vec(),
        });
        pages
    }
}

/// A page of HTML.
pub(crate) fn html(key: &str, content: String) -> PublicPage {
    PublicPage {
        key: key.to_owned(),
        content_type: HTML.to_owned(),
        bytes: content.into_bytes(),
    }
}

/// Writes every page that follows from the catalogue: assets and details first, lists after what they list.
pub(crate) async fn write(outside: &Outside, opened: &Opened, now: Timestamp) -> Result<(), Fault> {
    let shelf = Shelf::read(outside, opened, now).await?;
    let mut details = shelf.standing();
    details.extend(shelf.details(opened));
    let mut lists = notices::list(&shelf);
    lists.extend(open::files(&shelf, opened));
    lists.push(bulletins::listed(outside).await?);
    lists.extend(shelf.lists(opened));
    let hashed = details
        .iter()
        .chain(&lists)
        .map(|page| (page.key.clone(), sha256(&page.bytes)));
    let written = Written {
        pages: hashed.collect(),
    };
    let documents = outside.documents();
    let before = documents.read_page(WRITTEN).await?;
    let before: Written = before
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    if before == written {
        return Ok(());
    }
    let changed = |page: &PublicPage| {
        before.pages.get(&page.key) != written.pages.get(&page.key)
            || ALSO_BY_NOTICES.contains(&page.key.as_str())
    };
    documents
        .write_pages(details.into_iter().filter(changed).collect())
        .await?;
    documents
        .write_pages(lists.into_iter().filter(changed).collect())
        .await?;
    for key in before.pages.keys() {
        if !written.pages.contains_key(key) {
            documents.delete_page(key).await?;
        }
    }
    let bytes = serde_json::to_vec(&written)
        .map_err(|error| Fault::permanent("what was written cannot be noted", error))?;
    documents
        .put_page(PublicPage {
            key: WRITTEN.to_owned(),
            content_type: "application/json".to_owned(),
            bytes,
        })
        .await?;
    Ok(())
}
