//! Asking without applying: consultation, help, complaint, suggestion, objection, and the window's own blockages.

use askama::Template;
use contract::explain::FaqView;
use contract::fault::Fault;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /ask`, with `kind`, `item` and `about` as it is come to; `POST /ask` with the fields of [`contract::case::OpenCase`] and
/// `idempotency_key`. Fault pointers are those of the body.
#[derive(Debug, Template)]
#[template(path = "ask.html")]
pub struct AskPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What this reader may ask.
    pub kinds: &'a [Named],
    /// Whom a complaint can be about, besides the window.
    pub departments: &'a [Named],
    /// The item it is about, if it was come to from one.
    pub item: Option<&'a Named>,
    /// What was answered for everybody about that item: read first, many need not ask.
    pub faqs: &'a [FaqView],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults.
    pub faults: &'a [Fault],
}

/// What a kind is for, in a line.
fn purpose(kind: &str) -> &'static str {
    match kind {
        "consultation" => "政策怎么理解、怎么申报。3 个工作日内答复，可以不署名",
        "help" => "请专窗帮助办理。3 个工作日内联系您",
        "complaint" => {
            "对部门或专窗的服务不满意。由统筹单位办理，被投诉方不参与，10 个工作日内答复，可以不署名"
        }
        "suggestion" => "对政策或服务的建议。10 个工作日内告知是否采纳，可以不署名",
        "objection" => "对正在公示的结果有不同意见。核实答复之前暂缓拨付，5 个工作日内答复",
        "blockage" => "专窗与部门之间的堵点，由部门限期打通",
        _ => "",
    }
}

page!(AskPage<'_>);
