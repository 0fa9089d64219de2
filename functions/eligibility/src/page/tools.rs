//! Policy tools (M60): each a form that is answered under its own address.

use adapters::http::{Answer, Door, Query, Reply};
use axum::http::Uri;
use contract::fault::Fault;
use contract::policy::ItemView;
use contract::tools::{self, Given, WORKING_DAYS_MAX};
use facts::{CreditCode, Day, Industry, Instant, ItemId, Money};
use pages::tools::{CreditCodePage, DeadlinePage, ItemsPage, SizeClassPage, ToolsPage, needed};
use pages::{Nav, Values};

/// Most items side by side.
const COMPARED_MAX: usize = 4;
/// Most items whose materials are listed together.
const LISTED_MAX: usize = 30;

/// `GET /tools`
pub(crate) async fn index(door: Door, query: Query) -> Answer {
    query.finish()?;
    let chrome = door.chrome(Nav::None);
    Ok(Reply::page(ToolsPage { chrome }.render()))
}

/// The fields of a query, as a form shows them again.
fn fields(query: &mut Query, names: &[&'static str]) -> Values {
    let mut values = Values::default();
    for name in names {
        if let Some(value) = query.text(name) {
            values.add(*name, value);
        }
    }
    values
}

fn fault(field: &str, zh: &str, en: &str) -> Fault {
    Fault::new(format!("/{field}"), "invalid_value", zh, en)
}

fn page(html: String, faults: &[Fault]) -> Reply {
    Reply::form(faults, html)
}

/// Reads a field that may be empty.
fn read<T>(
    values: &Values,
    name: &str,
    faults: &mut Vec<Fault>,
    (parse, zh, en): (impl Fn(&str) -> Option<T>, &str, &str),
) -> Option<T> {
    let given = values.one(name);
    if given.is_empty() {
        return None;
    }
    let read = parse(&given.replace([',', '，'], ""));
    if read.is_none() {
        faults.push(fault(name, zh, en));
    }
    read
}

/// `GET /tools/size-class`
pub(crate) async fn size_class(door: Door, mut query: Query) -> Answer {
    let values = fields(&mut query, &["industry", "staff", "revenue", "assets"]);
    query.finish()?;
    let mut faults = Vec::new();
    let industry = |text: &str| Industry::parse(text).ok();
    let industry_zh = "行业代码应为 GB/T 4754-2017 的二至四位代码，如 C3912，门类字母须与代码一致";
    let industry_en = "an industry code of GB/T 4754-2017, such as C3912";
    let industry = read(
        &values,
        "industry",
        &mut faults,
        (industry, industry_zh, industry_en),
    );
    let count = |text: &str| text.parse().ok();
    let staff = read(
        &values,
        "staff",
        &mut faults,
        (count, "人数应为不小于零的整数", "a whole number"),
    );
    let money = |text: &str| {
        Money::parse(text)
            .ok()
            .filter(|money| *money >= Money::ZERO)
    };
    let (zh, en) = (
        "金额以元为单位，不小于零，最多两位小数",
        "yuan, not negative, at most two decimals",
    );
    let revenue = read(&values, "revenue", &mut faults, (money, zh, en));
    let assets = read(&values, "assets", &mut faults, (money, zh, en));
    let given = Given {
        staff,
        revenue,
        assets,
    };
    let asked = values.pairs().next().is_some();
    if asked && industry.is_none() && faults.is_empty() {
        faults.push(fault(
            "industry",
            "请填写行业代码：各行业的划型界限不同",
            "give the industry: its lines differ",
        ));
    }
    let answer = industry.filter(|_| faults.is_empty());
    let answer = answer.map(|industry| tools::size_class(&industry, &given));
    let shown = SizeClassPage {
        chrome: door.chrome(Nav::None),
        values: &values,
        answer: answer.as_ref(),
        faults: &faults,
    };
    Ok(page(shown.render(), &faults))
}

/// `GET /tools/credit-code`
pub(crate) async fn credit_code(door: Door, mut query: Query) -> Answer {
    let values = fields(&mut query, &["code"]);
    query.finish()?;
    let mut faults = Vec::new();
    let parse = |text: &str| CreditCode::parse(text).ok();
    let zh = "统一社会信用代码为 18 位数字或大写字母（不含 S、V、Z），请对照营业执照核对";
    let code = read(
        &values,
        "code",
        &mut faults,
        (parse, zh, "18 digits or letters"),
    );
    let answer = code.map(|code| tools::credit_code(&code));
    let shown = CreditCodePage {
        chrome: door.chrome(Nav::None),
        values: &values,
        answer: answer.as_ref(),
        faults: &faults,
    };
    Ok(page(shown.render(), &faults))
}

/// `GET /tools/deadline`
pub(crate) async fn deadline(door: Door, mut query: Query) -> Answer {
    let mut values = fields(&mut query, &["from", "working_days"]);
    query.finish()?;
    let mut faults = Vec::new();
    let day = |text: &str| {
        let day = Day::parse(text).ok();
        day.filter(|day| (2000..=2100).contains(&day.year()))
    };
    let zh = "日期应写成 2026-01-31 这样的格式，在 2000 年至 2100 年之间";
    let from = read(
        &values,
        "from",
        &mut faults,
        (day, zh, "a day as YYYY-MM-DD, 2000 to 2100"),
    );
    let count = |text: &str| {
        text.parse()
            .ok()
            .filter(|days| (1..=WORKING_DAYS_MAX).contains(days))
    };
    let zh = format!("工作日数应为 1 至 {WORKING_DAYS_MAX} 的整数");
    let days = read(
        &values,
        "working_days",
        &mut faults,
        (count, &zh, "a whole number from 1 to 500"),
    );
    let today = Instant::from(door.now).day();
    if values.one("from").is_empty() {
        values.add("from", today.to_string());
    }
    let catalogue = door.outside.catalogue().current().await?;
    let days = days.filter(|_| faults.is_empty());
    let answer = days.map(|days| tools::deadline(&catalogue.calendar, from.unwrap_or(today), days));
    let shown = DeadlinePage {
        chrome: door.chrome(Nav::None),
        values: &values,
        answer: answer.as_ref(),
        faults: &faults,
    };
    Ok(page(shown.render(), &faults))
}

/// `GET /tools/materials`
pub(crate) async fn materials(door: Door, uri: Uri) -> Answer {
    items(&door, &uri, (false, LISTED_MAX)).await
}

/// `GET /tools/compare`
pub(crate) async fn compare(door: Door, uri: Uri) -> Answer {
    items(&door, &uri, (true, COMPARED_MAX)).await
}

async fn items(door: &Door, uri: &Uri, (compare, most): (bool, usize)) -> Answer {
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let entries = catalogue.item_entries(today).into_iter();
    let choices: Vec<(String, String)> =
        entries.map(|entry| (entry.item, entry.title.zh)).collect();
    // a checkbox comes several times; an item that is not there any more is left out
    let given = uri.query().unwrap_or_default().split('&');
    let given = given.filter_map(|pair| ItemId::parse(pair.strip_prefix("item=")?).ok());
    let mut chosen: Vec<ItemId> = given.collect();
    chosen.dedup();
    let views = chosen
        .iter()
        .filter_map(|id| catalogue.item_view(id, today));
    let views: Vec<ItemView> = views.take(most).collect();
    let needed = needed(&views);
    let shown = ItemsPage {
        chrome: door.chrome(Nav::None),
        compare,
        choices: &choices,
        items: &views,
        needed: &needed,
    };
    Ok(Reply::page(shown.render()))
}
