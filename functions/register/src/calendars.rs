//! Working calendars: data of the State Council's notices, a year at a time.

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::CalendarEntry;
use axum::extract::Path;
use casework::access::Operation;
use contract::convert::register as convert;
use contract::register::{CalendarBody, CalendarView};

/// Years a calendar may be of.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2199;

fn year(text: &str) -> Result<i16, Problem> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(Problem::not_found)
}

/// 工作日历 · The working calendar of a year.
#[utoipa::path(get, path = "/v1/calendars/{year}", operation_id = "read_calendar", tag = "register",
    params(("year" = u16, Path, description = "Year")),
    responses((status = 200, description = "The calendar", body = CalendarView)))]
pub(crate) async fn read(door: Door, Path(text): Path<String>) -> Answer {
    door.allow(Operation::ReadCalendar)?;
    let found = door.outside.table().read_calendar(year(&text)?).await?;
    let entry = found.ok_or_else(Problem::not_found)?;
    Ok(Reply::versioned(
        entry.version,
        &convert::calendar_view(&entry.year, entry.version),
    ))
}

/// 登记工作日历 · Writes the calendar of a year; `If-Match: "0"` makes a new one. Promised days move with it, promises do not.
#[utoipa::path(put, path = "/v1/calendars/{year}", operation_id = "write_calendar", tag = "register",
    params(("year" = u16, Path, description = "Year")), request_body = CalendarBody,
    responses((status = 200, description = "The calendar as kept", body = CalendarView)))]
pub(crate) async fn write(
    door: Door,
    Path(text): Path<String>,
    body: Body<CalendarBody>,
) -> Answer {
    door.allow(Operation::WriteCalendar)?;
    let year = year(&text)?;
    let table = door.outside.table();
    let before = table
        .read_calendar(year)
        .await?
        .map_or(0, |entry| entry.version);
    door.expect_version(before)?;
    let after = CalendarEntry {
        version: before.saturating_add(1),
        year: convert::calendar_year(year, &body.value)?,
    };
    let reply = Reply::versioned(
        after.version,
        &convert::calendar_view(&after.year, after.version),
    );
    table
        .commit(door.now)
        .calendar(&after)
        .run()
        .await?
        .answer(reply)
}
