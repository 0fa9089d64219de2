//! Lists as CSV, for spreadsheets: every cell is text, and none is a formula (R18).

use adapters::http::Reply;
use contract::supervision::OpenCase;

const HEAD: [&str; 12] = [
    "办件编号",
    "事项",
    "企业",
    "统一社会信用代码",
    "状态",
    "现由谁办理",
    "提交时间",
    "承诺办结日",
    "牌色",
    "自何时起",
    "核定金额（元）",
    "跟踪事由",
];

/// The list as a file. A byte order mark tells spreadsheets that it is UTF-8.
pub(crate) fn reply(cases: &[OpenCase]) -> Reply {
    let mut text = String::from("\u{feff}");
    line(&mut text, HEAD);
    for case in cases {
        let entry = &case.entry;
        let card = match case.card.as_deref() {
            Some("red") => "红牌",
            Some(_) => "黄牌",
            None => "",
        };
        let follow_up = case.follow_up.as_ref();
        let follow_up = follow_up.map_or("", |one| one.words.zh.as_str());
        line(
            &mut text,
            [
                &entry.number,
                &entry.title.zh,
                &entry.enterprise_name,
                entry.enterprise.as_deref().unwrap_or_default(),
                &entry.state_text.zh,
                &entry.holder.zh,
                &entry.submitted_at,
                entry.due.as_deref().unwrap_or_default(),
                card,
                case.since.as_deref().unwrap_or_default(),
                case.approved.as_deref().unwrap_or_default(),
                follow_up,
            ],
        );
    }
    Reply::text("text/csv; charset=utf-8", text)
}

fn line<const CELLS: usize>(text: &mut String, cells: [&str; CELLS]) {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

/// Quoted, and made harmless where a spreadsheet would begin to calculate.
fn cell(value: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let mark = if value.starts_with(FORMULA) { "'" } else { "" };
    format!("\"{mark}{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_out() {
        assert_eq!(cell("某公司"), "\"某公司\"");
        assert_eq!(cell("a\"b,c\nd"), "\"a\"\"b,c\nd\"");
        for start in ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"] {
            assert_eq!(cell(&format!("{start}1")), format!("\"'{start}1\""));
        }
    }
}
