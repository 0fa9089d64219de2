//! A problem as a page for people.

use contract::problem::Problem;

/// The page.
pub(crate) fn html(problem: &Problem) -> String {
    let faults: String = problem
        .errors
        .iter()
        .map(|fault| {
            format!(
                "<li>{} <span lang=\"en\">{}</span></li>",
                escape(&fault.zh),
                escape(&fault.en)
            )
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>{title}</title>\
         <h1>{title}</h1><p>{detail}</p><ul>{faults}</ul><p lang=\"en\">{title_en}: {detail_en}</p><p>{id}</p></html>",
        title = escape(&problem.title),
        detail = escape(&problem.detail),
        title_en = escape(&problem.title_en),
        detail_en = escape(&problem.detail_en),
        id = escape(&problem.request_id),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
