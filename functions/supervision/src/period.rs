//! The figures of a period: frozen, or as they are now (M17, M18, M93).

use adapters::Outside;
use adapters::http::{Answer, Door, Problem, Reply};
use axum::extract::Path;
use casework::access::Operation;
use casework::supervision::Period;
use contract::supervision::BulletinView;
use facts::Instant;

/// 监督指标 · The figures of a month: its bulletin once it is frozen, else drawn up now. A case counts in the month of its promised day.
#[utoipa::path(get, path = "/v1/supervision/periods/{period}", operation_id = "read_period", tag = "supervision",
    params(("period" = String, Path, description = "Month, such as 2026-11")),
    responses((status = 200, description = "The figures", body = BulletinView)))]
pub(crate) async fn read(door: Door, Path(text): Path<String>) -> Answer {
    door.allow(Operation::ReadPeriod)?;
    let period = Period::parse(&text).map_err(|_| Problem::not_found())?;
    let today = Instant::from(door.now).day();
    Ok(Reply::ok(&of(&door.outside, period, today).await?))
}

/// The figures of a period.
pub(crate) async fn of(
    outside: &Outside,
    period: Period,
    today: facts::Day,
) -> Answer<BulletinView> {
    Ok(match outside.table().read_bulletin(period).await? {
        Some(frozen) => frozen,
        None => outside.draw_up(period, today, false).await?,
    })
}
