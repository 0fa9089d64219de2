//! Notices.

use casework::notice::{Notice, Row};
use facts::CaseNumber;

use crate::notice::{NoticeRow, NoticeView};

/// A notice as the public sees it.
#[must_use]
pub fn view(number: &CaseNumber, notice: &Notice) -> NoticeView {
    NoticeView {
        number: number.to_string(),
        title: notice.title.clone().into(),
        basis: notice.basis.clone(),
        rows: notice.rows.iter().map(row).collect(),
        first_day: notice.first_day.to_string(),
        last_day: notice.last_day.to_string(),
        department: notice.department.zh.clone(),
        phones: notice
            .telephones
            .iter()
            .map(|telephone| format!("{} {}", telephone.of.zh, telephone.number))
            .collect(),
        illustrative: notice.illustrative,
    }
}

fn row(row: &Row) -> NoticeRow {
    NoticeRow {
        enterprise_name: row.enterprise_name.clone(),
        enterprise: row.enterprise.clone(),
        item: row.item.clone().into(),
        amount: row
            .amount
            .map(|amount| amount.to_string())
            .unwrap_or_default(),
    }
}
