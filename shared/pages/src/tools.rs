//! 政策工具 (M60): small pages that work out one thing, by address alone, so that an answer can be bookmarked.

use askama::Template;
use contract::fault::Fault;
use contract::policy::ItemView;
use contract::tools::{CreditCodeView, DeadlineView, SizeClassView};

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Values;

/// All tools.
#[derive(Debug, Template)]
#[template(path = "tools/index.html")]
pub struct ToolsPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
}

/// 企业划型. Fields: `industry`, `staff`, `revenue`, `assets` (yuan).
#[derive(Debug, Template)]
#[template(path = "tools/size_class.html")]
pub struct SizeClassPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What was filled in.
    pub values: &'a Values,
    /// What came out.
    pub answer: Option<&'a SizeClassView>,
    /// Faults; pointers are the fields.
    pub faults: &'a [Fault],
}

/// 信用代码校验. Field: `code`.
#[derive(Debug, Template)]
#[template(path = "tools/credit_code.html")]
pub struct CreditCodePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What was filled in.
    pub values: &'a Values,
    /// What came out.
    pub answer: Option<&'a CreditCodeView>,
    /// Faults; pointers are the fields.
    pub faults: &'a [Fault],
}

/// 工作日推算. Fields: `from`, `working_days`.
#[derive(Debug, Template)]
#[template(path = "tools/deadline.html")]
pub struct DeadlinePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What was filled in.
    pub values: &'a Values,
    /// What came out.
    pub answer: Option<&'a DeadlineView>,
    /// Faults; pointers are the fields.
    pub faults: &'a [Fault],
}

/// One line of the checklist: a material and the items that ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed<'a> {
    /// The material as its first item describes it.
    pub material: &'a contract::policy::MaterialView,
    /// Titles of the items that ask for it.
    pub items: Vec<&'a str>,
}

/// 材料清单 and 事项对比 of several items. Field: `item`, several times.
#[derive(Debug, Template)]
#[template(path = "tools/items.html")]
pub struct ItemsPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Whether they are compared; else their materials are listed.
    pub compare: bool,
    /// Items to choose from: id and title.
    pub choices: &'a [(String, String)],
    /// Those chosen.
    pub items: &'a [ItemView],
    /// What is needed for all of them, each once.
    pub needed: &'a [Needed<'a>],
}

page!(ToolsPage<'_>);
page!(SizeClassPage<'_>);
page!(CreditCodePage<'_>);
page!(DeadlinePage<'_>);
page!(ItemsPage<'_>);

impl ItemsPage<'_> {
    fn path(&self) -> &'static str {
        if self.compare {
            "/tools/compare"
        } else {
            "/tools/materials"
        }
    }

    fn heading(&self) -> &'static str {
        if self.compare {
            "事项对比"
        } else {
            "材料清单"
        }
    }

    fn chosen(&self, id: &str) -> bool {
        self.items.iter().any(|item| item.entry.item == id)
    }
}

/// What all of `items` need, each material once: what has the same name is the same paper.
#[must_use]
pub fn needed(items: &[ItemView]) -> Vec<Needed<'_>> {
    let mut needed: Vec<Needed<'_>> = Vec::new();
    for item in items {
        for material in &item.materials {
            let title = item.entry.title.zh.as_str();
            match needed
                .iter_mut()
                .find(|one| one.material.name == material.name)
            {
                Some(one) => one.items.push(title),
                None => needed.push(Needed {
                    material,
                    items: vec![title],
                }),
            }
        }
    }
    needed
}
