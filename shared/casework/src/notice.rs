//! The public notice (公示, M45): who is to get what, on which basis, and where to object, without personal data (M102).
//!
//! A notice says the firm, its code, the item and the amount, and nothing of the materials. Whatever looks like personal data stops
//! it, with the place, before the window can release the case.

use facts::{CaseNumber, Day, Money, personal_data};

use crate::Text;
use crate::case::{Applicant, ApplicantKind, Case, Decision, Publicity};
use crate::refusal::Refusal;

/// Fewest working days a notice is public.
pub const WORKING_DAYS_MIN: u32 = 5;

/// A telephone where objections are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telephone {
    /// Whose.
    pub of: Text,
    /// The number.
    pub number: String,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Title.
    pub title: Text,
    /// Documents it rests on.
    pub basis: Vec<String>,
    /// The department that decided.
    pub department: Text,
    /// Who gets what.
    pub rows: Vec<Row>,
    /// First day, counted.
    pub first_day: Day,
    /// Last day, counted.
    pub last_day: Day,
    /// Where to object: the deciding department, and the discipline office.
    pub telephones: [Telephone; 2],
    /// Sample data, not a real grant.
    pub illustrative: bool,
}

/// One who gets something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The case.
    pub number: CaseNumber,
    /// Name, masked where it is a person's.
    pub enterprise_name: String,
    /// Credit code, masked with the name.
    pub enterprise: String,
    /// The item.
    pub item: Text,
    /// How much, where it is money.
    pub amount: Option<Money>,
}

/// Where a notice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Up, its first day still to come.
    Ahead,
    /// Running.
    Running,
    /// Over: the rows leave the public page.
    Over,
}

impl Notice {
    /// Where it stands on `today`.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        if today < self.first_day {
            Standing::Ahead
        } else if today <= self.last_day {
            Standing::Running
        } else {
            Standing::Over
        }
    }
}

/// Draws up the notice of these cases, which share item and publicity.
///
/// # Errors
/// [`Refusal::NoticeBlocked`] with everything that keeps it from the public.
pub fn draw_up(cases: &[Case], telephones: [Telephone; 2]) -> Result<Notice, Refusal> {
    let nothing = || Refusal::NoticeBlocked {
        found: vec![Text::new("没有可公示的办件", "no case to publish")],
    };
    let first = cases.first().ok_or_else(nothing)?;
    let publicity = first.publicity().ok_or_else(nothing)?;
    let mut found = Vec::new();
    let mut rows = Vec::new();
    for case in cases {
        found.extend(strangeness(case, first, publicity));
        found.extend(personal(case));
        rows.push(row(case));
    }
    if !found.is_empty() {
        return Err(Refusal::NoticeBlocked { found });
    }
    let subject = &first.subject;
    Ok(Notice {
        title: Text::new(
            format!("关于“{}”拟支持名单的公示", subject.title.zh),
            format!("Notice of intended support: {}", subject.title.en),
        ),
        basis: subject.basis.clone(),
        department: first
            .department()
            .map_or_else(Text::default, |desk| desk.department_name.clone()),
        rows,
        first_day: publicity.first_day,
        last_day: publicity.last_day,
        telephones,
        illustrative: cases.iter().any(|case| case.subject.illustrative),
    })
}

/// Whether a notice about this case may be published at all.
///
/// # Errors
/// [`Refusal::NoticeBlocked`] with what would have to go.
pub fn fit(case: &Case) -> Result<(), Refusal> {
    let found = personal(case);
    if found.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NoticeBlocked { found })
    }
}

/// What keeps a case out of a notice with another.
fn strangeness(case: &Case, first: &Case, publicity: &Publicity) -> Option<Text> {
    let same = case.subject.item() == first.subject.item() && case.publicity() == Some(publicity);
    let long_enough = publicity.working_days >= WORKING_DAYS_MIN;
    let number = &case.number;
    if !same {
        return Some(Text::new(
            format!("办件 {number} 的事项或公示期与其他办件不同"),
            format!("case {number} has another item or period than the others"),
        ));
    }
    (!long_enough).then(|| {
        Text::new(
            format!("公示期少于 {WORKING_DAYS_MIN} 个工作日"),
            format!("the period is shorter than {WORKING_DAYS_MIN} working days"),
        )
    })
}

/// What looks like personal data in the texts a notice of this case would show, each with its place.
fn personal(case: &Case) -> Vec<Text> {
    let mut places = vec![
        (
            Text::new("企业名称", "name of the enterprise"),
            shown_name(&case.applicant),
        ),
        (
            Text::new("事项名称", "title of the item"),
            case.subject.title.zh.clone(),
        ),
        (
            Text::new("事项英文名称", "English title of the item"),
            case.subject.title.en.clone(),
        ),
    ];
    let basis = Text::new("依据文件", "basis documents");
    places.extend(
        case.subject
            .basis
            .iter()
            .map(|document| (basis.clone(), document.clone())),
    );
    let mut found = Vec::new();
    for (place, text) in places {
        for find in personal_data::find(&text) {
            let kind = find.words();
            found.push(Text::new(
                format!("{}{}", place.zh, kind.zh),
                format!("{} contains {}", place.en, kind.en),
            ));
        }
    }
    found
}

fn row(case: &Case) -> Row {
    let amount = match case.decision() {
        Some(Decision::Approved { amount, .. }) => amount,
        Some(Decision::Refused { .. } | Decision::Replied(_)) | None => None,
    };
    Row {
        number: case.number.clone(),
        enterprise_name: shown_name(&case.applicant),
        enterprise: shown_code(&case.applicant),
        item: case.subject.title.clone(),
        amount,
    }
}

/// The name as the public reads it: of a sole trader who trades under a person's name, surname and last character only.
fn shown_name(applicant: &Applicant) -> String {
    if bears_personal_name(applicant) {
        personal_data::mask_name(&applicant.name)
    } else {
        applicant.name.clone()
    }
}

/// The code as the public reads it: masked with the name, since it leads back to it.
fn shown_code(applicant: &Applicant) -> String {
    const SHOWN_BEFORE: usize = 8;
    const HIDDEN: usize = 9;
    let code = applicant.enterprise.as_ref();
    let code = code.map(ToString::to_string).unwrap_or_default();
    if !bears_personal_name(applicant) {
        return code;
    }
    let hidden = SHOWN_BEFORE..SHOWN_BEFORE.saturating_add(HIDDEN);
    let masked = code.chars().enumerate();
    masked
        .map(|(place, letter)| {
            if hidden.contains(&place) {
                '＊'
            } else {
                letter
            }
        })
        .collect()
}

/// Whether the name is likely a person's: a sole trader with two to four Chinese characters that do not end like a shop does.
fn bears_personal_name(applicant: &Applicant) -> bool {
    const LIKE_A_SHOP: &str = "店部行厂馆坊社铺场站心司院吧室屋户摊楼园城庄堂轩阁房家居";
    let name: Vec<char> = applicant.name.trim().chars().collect();
    let chinese = name
        .iter()
        .all(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter));
    applicant.kind == ApplicantKind::SoleTrader
        && (2..=4).contains(&name.len())
        && chinese
        && !name.last().is_some_and(|last| LIKE_A_SHOP.contains(*last))
}
