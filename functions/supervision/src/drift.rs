//! Predicted against decided: where departments decide otherwise than the calculator said (M19).

use adapters::http::{Answer, Door, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::{Operation, Reach};
use casework::supervision::Period;
use contract::convert::supervision as convert;
use contract::supervision::DriftView;
use facts::{Instant, ItemId, Text};
use pages::Nav;
use pages::supervision::DriftPage;

use crate::csv;
use crate::pages::{as_file, month};

/// 测算与审核对照 · For each item how its decided cases came out beside what the calculator had said, and the cases that differ. A case counts
/// in the month of its promised day; a department reads what it decided itself.
#[utoipa::path(get, path = "/v1/supervision/periods/{period}/drift", operation_id = "read_drift", tag = "supervision",
    params(("period" = String, Path, description = "Month, such as 2026-11")),
    responses((status = 200, description = "Items and differing cases", body = DriftView)))]
pub(crate) async fn read(door: Door, Path(text): Path<String>) -> Answer {
    door.allow(Operation::ReadDrift)?;
    let period = Period::parse(&text).map_err(|_| Problem::not_found())?;
    Ok(Reply::ok(&of(&door, period).await?))
}

/// `GET /supervision/drift`
pub(crate) async fn page(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::ReadDrift)?;
    let (asked, file) = (month(&mut query), as_file(&mut query));
    query.finish()?;
    let this = Period::of(Instant::from(door.now).day());
    let period = asked.unwrap_or(this);
    let drift = of(&door, period).await?;
    if file {
        return Ok(csv::drift(&drift));
    }
    let page = DriftPage {
        chrome: door.chrome(Nav::Supervision),
        drift: &drift,
        before: &period.previous().to_string(),
    };
    Ok(Reply::page(page.render()))
}

async fn of(door: &Door, period: Period) -> Answer<DriftView> {
    let own = match door.allow(Operation::ReadDrift)? {
        Reach::Any => None,
        Reach::Own | Reach::Department | Reach::Part | Reach::Concerned => {
            let own = door.actor(Operation::ReadDrift)?.department;
            Some(own.ok_or_else(Problem::forbidden)?)
        }
    };
    let mut measures = door.outside.table().measures(period).await?;
    if let Some(own) = own {
        measures.retain(|one| one.departments.last() == Some(&own));
    }
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    Ok(convert::drift(period, &measures, |id: &ItemId| {
        let found = catalogue.item(id, today);
        found.map_or_else(
            || Text::new(id.as_str(), id.as_str()),
            |(_, item)| item.rules.title.clone(),
        )
    }))
}
