//! The register (名录): departments with leader, section and one or two liaisons (M88), and the table that routes cases to them (M39).
//!
//! Posts, not persons: a title and the mail address the post reads. Absences pass a post over, and the ladder
//! first liaison → second liaison → section → leader is the way a case climbs when nobody acts.

use facts::{Day, DepartmentId, ItemId, JurisdictionId};

use crate::Text;
use crate::case::ApplicantKind;
use crate::refusal::Refusal;

pub mod assign;

pub use assign::{Question, Routed, assign};

/// Longest name, title or post, in characters.
pub const NAME_CHARACTERS_MAX: usize = 60;

/// A post and where its mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Title, such as 政策法规科一号联络员.
    pub title: String,
    /// Mail address of the post.
    pub email: String,
    /// Days on which it is absent and passed over.
    pub absent: Vec<Day>,
}

impl Post {
    /// Whether somebody is there on `day`.
    #[must_use]
    pub fn present(&self, day: Day) -> bool {
        !self.absent.contains(&day)
    }
}

/// A rung of a department's ladder, from who is asked first to who answers for it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// 一号联络员
    FirstLiaison,
    /// 二号联络员
    SecondLiaison,
    /// 责任科室
    Section,
    /// 分管领导
    Leader,
}

impl Rung {
    /// Every rung, lowest first.
    pub const ALL: &'static [Self] = &[
        Self::FirstLiaison,
        Self::SecondLiaison,
        Self::Section,
        Self::Leader,
    ];

    /// The word in records, keys and logs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstLiaison => "liaison_1",
            Self::SecondLiaison => "liaison_2",
            Self::Section => "section",
            Self::Leader => "leader",
        }
    }

    /// The rung a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rung| rung.word() == word)
    }

    /// How it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::FirstLiaison => ("一号联络员", "first liaison"),
            Self::SecondLiaison => ("二号联络员", "second liaison"),
            Self::Section => ("责任科室", "responsible section"),
            Self::Leader => ("分管领导", "leader in charge"),
        };
        Text::new(zh, en)
    }
}

/// How a department is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    /// Mail to its posts.
    Email,
    /// Its own system.
    Webhook {
        /// Where that listens.
        url: String,
    },
    /// Both.
    Both {
        /// Where its system listens.
        url: String,
    },
}

impl Channel {
    /// Whether posts get mail.
    #[must_use]
    pub const fn mails(&self) -> bool {
        matches!(self, Self::Email | Self::Both { .. })
    }

    /// Where its system listens, if it has one.
    #[must_use]
    pub fn webhook(&self) -> Option<&str> {
        match self {
            Self::Email => None,
            Self::Webhook { url } | Self::Both { url } => Some(url),
        }
    }
}

/// A name a department had from a day on: reforms rename, records keep the name of their day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedName {
    /// First day of the name.
    pub from: Day,
    /// The name.
    pub name: Text,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Which.
    pub id: DepartmentId,
    /// Version of the entry.
    pub version: u64,
    /// Its name today.
    pub name: Text,
    /// Names it had before and the day each began, oldest first; empty if it never changed.
    pub names: Vec<DatedName>,
    /// Responsible section (责任科室).
    pub section: Post,
    /// Leader in charge (分管领导).
    pub leader: Post,
    /// One or two liaisons (联络员).
    pub liaisons: Vec<Post>,
    /// How it is reached.
    pub channel: Channel,
    /// Public telephone.
    pub phone: String,
    /// Where it is competent; nowhere named means the whole city.
    pub jurisdiction: Option<JurisdictionId>,
    /// Sample data, not the city's register.
    pub illustrative: bool,
}

impl Department {
    /// Its name on `day`.
    #[must_use]
    pub fn name_on(&self, day: Day) -> &Text {
        let dated = self.names.iter().rev().find(|dated| dated.from <= day);
        dated.map_or(&self.name, |dated| &dated.name)
    }

    /// The post on this rung, if the department has it.
    #[must_use]
    pub fn post(&self, rung: Rung) -> Option<&Post> {
        match rung {
            Rung::FirstLiaison => self.liaisons.first(),
            Rung::SecondLiaison => self.liaisons.get(1),
            Rung::Section => Some(&self.section),
            Rung::Leader => Some(&self.leader),
        }
    }

    /// Whom to tell first on `day`: the lowest rung where somebody is present, else the leader.
    #[must_use]
    pub fn first_rung(&self, day: Day) -> Rung {
        self.present_from(Rung::FirstLiaison, day)
            .unwrap_or(Rung::Leader)
    }

    /// Whom to tell next, when `rung` did not act.
    #[must_use]
    pub fn next_rung(&self, rung: Rung, day: Day) -> Option<Rung> {
        let above = Rung::ALL.iter().copied().find(|next| *next > rung)?;
        self.present_from(above, day)
            .or_else(|| (rung < Rung::Leader).then_some(Rung::Leader))
    }

    fn present_from(&self, lowest: Rung, day: Day) -> Option<Rung> {
        let mut rungs = Rung::ALL.iter().copied().filter(|rung| *rung >= lowest);
        rungs.find(|rung| self.post(*rung).is_some_and(|post| post.present(day)))
    }

    /// Everything wrong with the entry; nothing if it may be written.
    #[must_use]
    pub fn faults(&self) -> Vec<Refusal> {
        let mut faults = Vec::new();
        let names = [
            (
                &self.name.zh,
                Text::new("部门名称", "name of the department"),
            ),
            (
                &self.section.title,
                Text::new("责任科室", "responsible section"),
            ),
            (
                &self.leader.title,
                Text::new("分管领导", "leader in charge"),
            ),
        ];
        let liaisons = self
            .liaisons
            .iter()
            .map(|post| (&post.title, Text::new("联络员", "liaison")));
        for (name, what) in names.into_iter().chain(liaisons) {
            if name.trim().is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
                faults.push(Refusal::NameNeeded { what });
            }
        }
        if !(1..=2).contains(&self.liaisons.len()) {
            let given = self.liaisons.len();
            faults.push(Refusal::LiaisonCount { given });
        }
        let posts = [&self.section, &self.leader];
        for post in posts.into_iter().chain(&self.liaisons) {
            if !mail_address(&post.email) {
                let post = post.title.clone();
                faults.push(Refusal::MailAddress { post });
            }
        }
        if self
            .channel
            .webhook()
            .is_some_and(|url| !webhook_address(url))
        {
            faults.push(Refusal::WebhookAddress);
        }
        faults
    }
}

/// A line of the routing table: cases like this go there, while it is in force. What is not named matches any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The item.
    pub item: Option<ItemId>,
    /// The department that leads the item.
    pub lead: Option<DepartmentId>,
    /// Where the applicant operates.
    pub jurisdiction: Option<JurisdictionId>,
    /// What kind of applicant it is.
    pub applicant: Option<ApplicantKind>,
    /// Where it goes.
    pub department: DepartmentId,
    /// First day in force.
    pub from: Day,
    /// Last day in force.
    pub to: Option<Day>,
}

/// The register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// Departments.
    pub departments: Vec<Department>,
    /// The routing table; without a line that matches, a case goes to the department that leads its item.
    pub routes: Vec<Route>,
}

impl Register {
    /// A department by its id.
    #[must_use]
    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments
            .iter()
            .find(|department| department.id == *id)
    }
}

/// Whether this can be a mail address: one `@`, something before it, a domain with a dot after it, no spaces, nothing a header could break on.
#[must_use]
pub fn mail_address(text: &str) -> bool {
    const BYTES_MAX: usize = 254;
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let word = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c))
    };
    let labels = || domain.split('.');
    text.len() <= BYTES_MAX
        && word(local)
        && labels().count() >= 2
        && labels().all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
}

/// Whether this can be where a system listens. Inner addresses are refused where the call is made, since names resolve late.
#[must_use]
pub fn webhook_address(text: &str) -> bool {
    const BYTES_MAX: usize = 512;
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    text.len() <= BYTES_MAX
        && text.chars().all(|c| c.is_ascii_graphic())
        && host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
}
