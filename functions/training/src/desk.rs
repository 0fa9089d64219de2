//! The form by which a gathering is written, moved and called off.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use casework::access::{Operation, Role};
use casework::gathering::{GATEABLE, Gathering};
use contract::fault::Fault;
use contract::gathering::{Certification, GatheringBody};
use contract::text::Text;
use facts::Instant;
use pages::gathering::WriteGatheringPage;
use pages::{Named, Nav, Values};

use crate::gatherings::{find, must_hold, written};

/// `GET /gatherings/write`. Query field: `gathering`; absent for a new one.
pub(crate) async fn show(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::WriteGathering)?;
    let id = query.text("gathering");
    query.finish()?;
    let values = match id {
        Some(id) => {
            let gathering = find(&door, &id).await?;
            must_hold(&door, Operation::WriteGathering, &gathering)?;
            filled(&gathering)
        }
        None => Values::default(),
    };
    shown(&door, &values, &[]).await
}

async fn shown(door: &Door, values: &Values, faults: &[Fault]) -> Answer {
    let role = door.actor(Operation::WriteGathering)?.role;
    let catalogue = door.outside.catalogue().current().await?;
    let items: Vec<Named> = catalogue
        .titles(Instant::from(door.now).day())
        .into_iter()
        .map(|(id, title)| Named::new(id.as_str(), title))
        .collect();
    let page = WriteGatheringPage {
        chrome: door.chrome(Nav::None),
        window: matches!(role, Role::Lead | Role::Coordinator),
        idempotency_key: &door.outside.new_id(),
        items: &items,
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}

/// A gathering as the fields of its form.
fn filled(one: &Gathering) -> Values {
    let mut values = Values::default();
    let (hour, minute) = one.begins.clock();
    let fields = [
        ("gathering", one.id.to_string()),
        ("version", one.version.to_string()),
        ("kind", one.kind.word().to_owned()),
        ("title", one.title.zh.clone()),
        ("title_en", one.title.en.clone()),
        ("words", one.words.zh.clone()),
        ("words_en", one.words.en.clone()),
        ("place", one.place.zh.clone()),
        ("place_en", one.place.en.clone()),
        (
            "begins",
            format!("{}T{hour:02}:{minute:02}", one.begins.day()),
        ),
        ("minutes", one.minutes.to_string()),
        ("seats", one.seats.to_string()),
        ("cancelled", one.cancelled.clone().unwrap_or_default()),
    ];
    for (name, value) in fields {
        values.add(name, value);
    }
    for item in &one.items {
        values.add("items", item.to_string());
    }
    if let Some(leads_to) = &one.certification {
        values.add("questions", leads_to.questions.to_string());
        values.add("months", leads_to.months.to_string());
        values.add("gates_from", leads_to.gates_from.to_string());
        for gate in &leads_to.gates {
            values.add("gates", gate.name());
        }
    }
    values
}

/// `POST /gatherings/write`
pub(crate) async fn save(door: Door, form: Form) -> Answer {
    door.allow(Operation::WriteGathering)?;
    form.key()?;
    let values = form.values();
    let (id, version) = (values.one("gathering"), values.one("version"));
    let version = version.parse().unwrap_or(0);
    let saved = match body(&values) {
        Ok(body) => written(&door, id, version, &body).await,
        Err(faults) => return shown(&door, &values, &faults).await,
    };
    match saved {
        Ok(_) => Ok(Reply::see_other(&format!("/gatherings/{id}?done=written"))),
        Err(problem) if problem.status() == Problem::not_found().status() => {
            shown(&door, &values, &[unnamed()]).await
        }
        Err(problem) => shown(&door, &values, &problem.beside_form()?).await,
    }
}

fn unnamed() -> Fault {
    Fault::new(
        "/gathering",
        "invalid_value",
        "编号由小写字母、数字和连字符组成，如 growth-2026-12；不能使用其他单位活动的编号",
        "an id has small letters, digits and hyphens, such as growth-2026-12, and is nobody else's",
    )
}

/// What was filled in, or what of it cannot be read.
fn body(values: &Values) -> Result<GatheringBody, Vec<Fault>> {
    let mut faults = Vec::new();
    let (minutes, seats) = (
        whole(values, ("", "minutes"), &mut faults),
        whole(values, ("", "seats"), &mut faults),
    );
    let certification = certification(values, &mut faults);
    let begins = format!("{}:00+08:00", values.one("begins"));
    if Instant::parse(&begins).is_err() {
        faults.push(missing("/begins", "请填写开始时间", "say when it begins"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let cancelled = Some(values.one("cancelled").to_owned());
    Ok(GatheringBody {
        kind: values.one("kind").to_owned(),
        title: both(values, "title", "title_en"),
        words: both(values, "words", "words_en"),
        begins,
        minutes,
        place: both(values, "place", "place_en"),
        seats,
        items: values.words("items"),
        certification,
        cancelled: cancelled.filter(|why| !why.is_empty()),
    })
}

/// What it leads to, where it has a quiz.
fn certification(values: &Values, faults: &mut Vec<Fault>) -> Option<Certification> {
    if values.one("questions").is_empty() {
        return None;
    }
    let gates_from = values.one("gates_from").to_owned();
    let gates = values.all("gates").iter();
    let gates = gates.filter(|gate| GATEABLE.iter().any(|one| one.name() == gate.as_str()));
    let gates = gates.cloned().collect();
    let questions = whole(values, ("/certification", "questions"), faults);
    let months = whole(values, ("/certification", "months"), faults);
    if facts::Day::parse(&gates_from).is_err() {
        faults.push(missing(
            "/certification/gates_from",
            "请填写起始日期",
            "give the first day",
        ));
    }
    Some(Certification {
        questions,
        months,
        gates,
        gates_from,
    })
}

fn whole(values: &Values, (within, name): (&str, &str), faults: &mut Vec<Fault>) -> u32 {
    let number = values.one(name).parse::<u32>();
    if number.is_err() {
        let pointer = format!("{within}/{name}");
        faults.push(missing(&pointer, "请填写整数", "give a whole number"));
    }
    number.unwrap_or_default()
}

fn missing(pointer: &str, zh: &str, en: &str) -> Fault {
    Fault::new(pointer, "invalid_value", zh, en)
}

/// A text with its English, or without where nobody gave one.
fn both(values: &Values, zh: &str, en: &str) -> Text {
    let (zh, en) = (values.one(zh), values.one(en));
    Text::new(zh, if en.is_empty() { zh } else { en })
}
