//! Pages that change with a release or with the register, not with cases: directory, help, API description, problems, 404, assets.

use std::borrow::Cow;

use askama::Template;
use contract::problem::Kind;
use contract::register::DepartmentView;
use serde_json::Value;

use crate::assets;
use crate::chrome::{Chrome, Nav};
use crate::problems::{ProblemKindPage, ProblemListPage};
use crate::render::page;
use crate::site::Site;

mod docs;
mod guide;

/// Media type of a page.
pub const HTML: &str = "text/html; charset=utf-8";

/// A file of the public site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingFile {
    /// Object key without a leading slash, such as `help` or `assets/site-1a2b3c4d.css`.
    pub key: String,
    /// Media type.
    pub content_type: &'static str,
    /// True for assets, whose name changes with their content: may be cached for ever.
    pub immutable: bool,
    /// Bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// The directory of departments, key `departments`: names, posts, public telephones; no mail addresses.
#[derive(Debug, Template)]
#[template(path = "standing/departments.html")]
pub struct DepartmentListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Departments as the public may read them.
    pub departments: &'a [DepartmentView],
}

/// How things are done here, key `help`.
#[derive(Debug, Template)]
#[template(path = "standing/help.html")]
pub struct HelpPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
}

/// No such page, key `not-found`.
#[derive(Debug, Template)]
#[template(path = "standing/not_found.html")]
pub struct NotFoundPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
}

page!(DepartmentListPage<'_>);
page!(HelpPage<'_>);
page!(NotFoundPage<'_>);

/// Everything that depends on nothing but the release: help, 404, the API description, one page per kind of problem, assets.
///
/// `kinds` are the kinds of [`contract::problem::kind::CATALOGUE`] and those of the rules' own refusals.
#[must_use]
pub fn files(site: &Site, openapi: &Value, kinds: &[Kind]) -> Vec<StandingFile> {
    let mut files = vec![
        file(
            "help",
            HelpPage {
                chrome: Chrome::new(site, Nav::Help),
            }
            .render(),
        ),
        file(
            "not-found",
            NotFoundPage {
                chrome: Chrome::new(site, Nav::None),
            }
            .render(),
        ),
        file(
            "problems",
            ProblemListPage {
                chrome: Chrome::new(site, Nav::Help),
                kinds,
            }
            .render(),
        ),
    ];
    files.extend(kinds.iter().map(|kind| {
        let chrome = Chrome::new(site, Nav::Help);
        file(
            &format!("problems/{}", kind.code),
            ProblemKindPage { chrome, kind }.render(),
        )
    }));
    let (key, html) = guide::page(site);
    files.push(file(&key, html));
    files.extend(
        docs::pages(site, openapi)
            .into_iter()
            .map(|(key, html)| file(&key, html)),
    );
    files.extend(assets::all().iter().map(|asset| StandingFile {
        key: asset.key.clone(),
        content_type: asset.content_type,
        immutable: true,
        bytes: Cow::Borrowed(asset.bytes),
    }));
    files
}

fn file(key: &str, html: String) -> StandingFile {
    StandingFile {
        key: key.to_owned(),
        content_type: HTML,
        immutable: false,
        bytes: Cow::Owned(html.into_bytes()),
    }
}
