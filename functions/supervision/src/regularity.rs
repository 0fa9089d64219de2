//! How regularly each department trains the enterprises (M77): how long since its last briefing, who has waited longest first.

use adapters::http::{Answer, Door, Query, Reply};
use casework::access::Operation;
use casework::gathering::regularity;
use contract::convert::supervision as convert;
use contract::page::Page;
use contract::supervision::RegularityView;
use facts::{Instant, Text};
use pages::Nav;
use pages::supervision::RegularityPage;

const LIST: &str = "regularity";
/// Most gatherings of a year that are looked at.
const GATHERINGS_MAX: usize = 5_000;

/// 政策辅导举办情况 · For each department and the window: briefings held in the year before, days since the last, the next one announced.
#[utoipa::path(get, path = "/v1/supervision/regularity", operation_id = "list_regularity", tag = "supervision",
    responses((status = 200, description = "One entry for each department, who has waited longest first", body = Page<RegularityView>)))]
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    query.finish()?;
    let rows = rows(&door).await?;
    door.listed(LIST, rows, None)
}

/// `GET /supervision/regularity`
pub(crate) async fn page(door: Door, query: Query) -> Answer {
    query.finish()?;
    let rows = rows(&door).await?;
    let page = RegularityPage {
        chrome: door.chrome(Nav::Supervision),
        rows: &rows,
    };
    Ok(Reply::page(page.render()))
}

async fn rows(door: &Door) -> Answer<Vec<RegularityView>> {
    door.allow(Operation::ListRegularity)?;
    let table = door.outside.table();
    let register = table.read_register().await?.register;
    let now = Instant::from(door.now);
    let today = now.day();
    let since = today.plus_years(-1).start();
    let all = table.gatherings_since(since, GATHERINGS_MAX).await?;
    let departments = register.departments.iter().map(|one| Some(one.id.clone()));
    let holders: Vec<_> = [None].into_iter().chain(departments).collect();
    let found = regularity(&holders, &all, now);
    let views = found.iter().map(|one| {
        let department = one.department.as_ref();
        let named = department.and_then(|id| register.department(id));
        let name = named.map_or_else(
            || Text::new("惠企政策专窗", "the counter"),
            |named| named.name_on(today).clone(),
        );
        convert::regularity(one, name)
    });
    Ok(views.collect())
}
