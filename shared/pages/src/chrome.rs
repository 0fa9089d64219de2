//! What stands around every page: header, navigation, who is signed in, footer.

use crate::site::Site;

/// The frame of a page.
#[derive(Debug, Clone, Copy)]
pub struct Chrome<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// The entry of the navigation this page belongs to.
    pub nav: Nav,
    /// Who reads it, as far as the page may know.
    pub reader: Reader<'a>,
}

/// Entries of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// None of them.
    None,
    /// 首页.
    Home,
    /// 测一测.
    Calculator,
    /// 查政策.
    Policies,
    /// 查办件.
    Cases,
    /// 我的提醒, for enterprises only.
    Alerts,
    /// 政策触达, for those who make policies and the counter.
    Outreach,
    /// 企业需求.
    Needs,
    /// 咨询诉求.
    Ask,
    /// 公示.
    Notices,
    /// 办件台, for the counter's people only.
    Desk,
    /// 监督, for the counter's people only.
    Supervision,
    /// 帮助.
    Help,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) nav: Nav,
    pub(crate) path: &'static str,
    pub(crate) words: &'static str,
}

const MENU: [Entry; 12] = [
    Entry {
        nav: Nav::Home,
        path: "/",
        words: "首页",
    },
    Entry {
        nav: Nav::Calculator,
        path: "/calculator",
        words: "测一测",
    },
    Entry {
        nav: Nav::Policies,
        path: "/policies",
        words: "查政策",
    },
    Entry {
        nav: Nav::Cases,
        path: "/cases",
        words: "查办件",
    },
    Entry {
        nav: Nav::Alerts,
        path: "/alerts",
        words: "我的提醒",
    },
    Entry {
        nav: Nav::Ask,
        path: "/ask",
        words: "咨询诉求",
    },
    Entry {
        nav: Nav::Desk,
        path: "/desk",
        words: "办件台",
    },
    Entry {
        nav: Nav::Supervision,
        path: "/supervision",
        words: "监督",
    },
    Entry {
        nav: Nav::Outreach,
        path: "/outreach",
        words: "政策触达",
    },
    Entry {
        nav: Nav::Needs,
        path: "/needs",
        words: "企业需求",
    },
    Entry {
        nav: Nav::Notices,
        path: "/notices",
        words: "公示",
    },
    Entry {
        nav: Nav::Help,
        path: "/help",
        words: "帮助",
    },
];

/// Who reads a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader<'a> {
    /// Nobody known; all public pages.
    Public,
    /// An enterprise or its agent, under this name.
    Enterprise(&'a str),
    /// Somebody of the counter or another office, under this post; sees the desk.
    Staff(&'a str),
}

impl<'a> Chrome<'a> {
    /// The frame of a public page.
    #[must_use]
    pub const fn new(site: &'a Site, nav: Nav) -> Self {
        Self {
            site,
            nav,
            reader: Reader::Public,
        }
    }

    /// The same for a reader who is signed in.
    #[must_use]
    pub const fn read_by(self, reader: Reader<'a>) -> Self {
        Self { reader, ..self }
    }

    /// The entries of the navigation for this reader.
    pub(crate) fn menu(&self) -> impl Iterator<Item = Entry> {
        let staff = self.staff();
        MENU.into_iter().filter(move |entry| match entry.nav {
            Nav::Desk | Nav::Supervision | Nav::Outreach | Nav::Needs => staff,
            Nav::Cases | Nav::Alerts => !staff,
            Nav::None
            | Nav::Home
            | Nav::Calculator
            | Nav::Policies
            | Nav::Ask
            | Nav::Notices
            | Nav::Help => true,
        })
    }

    /// The address of an asset, such as `site.css`.
    pub(crate) fn asset(&self, file: &str) -> String {
        format!("{}/{}", self.site.base, crate::assets::key(file))
    }

    /// Put before every link.
    pub(crate) fn base(&self) -> &str {
        &self.site.base
    }

    /// The name to greet, if any.
    pub(crate) const fn signed_in(&self) -> Option<&'a str> {
        match self.reader {
            Reader::Public => None,
            Reader::Enterprise(name) | Reader::Staff(name) => Some(name),
        }
    }

    /// Whether the desk is in the navigation.
    pub(crate) const fn staff(&self) -> bool {
        matches!(self.reader, Reader::Staff(_))
    }

    /// Whether `nav` is where this page belongs.
    pub(crate) fn at(&self, nav: &Nav) -> bool {
        self.nav == *nav
    }
}
