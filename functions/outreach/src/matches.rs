//! Who an item fits (M28, M78): the department whose item it is, and the counter, read verdicts and what they rest on, never the facts.

use std::sync::Arc;

use adapters::http::{Answer, Door, Problem, Query, Reply};
use adapters::reach::Ways;
use adapters::table::Profile;
use axum::extract::Path;
use calculator::{Columns, Verdict};
use casework::Actor;
use casework::access::Operation;
use contract::catalogue::Opened;
use contract::outreach::{MatchPage, MatchView};
use contract::text::Text;
use facts::{Day, Instant, ItemId};

/// Enterprises looked at for one page: their profiles are read, so a page costs no more than this.
const LOOKED_AT: usize = 100;
/// An item somebody may ask this of.
pub(crate) struct Asked {
    pub(crate) item: ItemId,
    pub(crate) catalogue: Arc<Opened>,
    pub(crate) today: Day,
}

/// Finds the item, if the actor may ask.
pub(crate) async fn asked(
    door: &Door,
    actor: &Actor,
    operation: Operation,
    id: &str,
) -> Answer<Asked> {
    let item = ItemId::parse(id).map_err(|_| Problem::not_found())?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let found = catalogue.item(&item, today);
    let (policy, _) = found.ok_or_else(Problem::not_found)?;
    actor.reaches(operation, None, Some(&policy.document.department))?;
    Ok(Asked {
        item,
        catalogue,
        today,
    })
}

/// 匹配企业 · Registered enterprises an item fits, or may fit; a page looks at a hundred of them.
#[utoipa::path(get, path = "/v1/items/{item}/matches", operation_id = "list_matches", tag = "outreach",
    params(("item" = String, Path, description = "Item id"), ("cursor" = Option<String>, Query, description = "Where the page begins"),
        ("verdict" = Option<String>, Query, description = "`eligible`, or `undetermined` with the facts that would decide; `eligible` when absent"),
        ("due" = Option<bool>, Query, description = "Only those who should have it and have not (应享未享): they fit, it is open, no case")),
    responses((status = 200, description = "A page of enterprises", body = MatchPage)))]
pub(crate) async fn list(door: Door, Path(id): Path<String>, query: Query) -> Answer {
    Ok(Reply::ok(&page(&door, &id, query).await?.1))
}

/// One page, with the item it is about.
pub(crate) async fn page(door: &Door, id: &str, mut query: Query) -> Answer<(Asked, MatchPage)> {
    let actor = door.actor(Operation::ListMatches)?;
    let wanted = query.parsed("verdict", |word| match word {
        "eligible" => Ok(Verdict::Eligible),
        "undetermined" => Ok(Verdict::Undetermined),
        _ => Err((
            "应为 eligible（符合）或 undetermined（待定）".to_owned(),
            "must be `eligible` or `undetermined`".to_owned(),
        )),
    });
    let due = query.text("due").is_some_and(|text| text == "true");
    let list = format!("matches of {id}");
    let start = door.start(&list, &mut query)?;
    query.finish()?;
    let asked = asked(door, &actor, Operation::ListMatches, id).await?;
    let table = door.outside.table();
    let profiles = table.profiles(start.as_deref(), LOOKED_AT).await?;
    let ways = Ways::read(table, &asked.item).await?;
    let fits = fitting(
        &asked,
        &profiles.entries,
        wanted.unwrap_or(Verdict::Eligible),
    );
    let views = fits.into_iter().map(|profile| asked.view(profile, &ways));
    let next = profiles.next.map(|next| door.seal_cursor(&list, &next));
    let page = MatchPage {
        entries: views.filter(|view| !due || !view.due.is_empty()).collect(),
        next_cursor: next.transpose()?,
        looked_at: profiles.entries.len(),
        catalogue: asked.catalogue.version().to_owned(),
    };
    Ok((asked, page))
}

/// Those of `profiles` an item has this verdict for, asked all together.
pub(crate) fn fitting<'p>(
    asked: &Asked,
    profiles: &'p [Profile],
    wanted: Verdict,
) -> Vec<&'p Profile> {
    let catalogue = &asked.catalogue;
    let known = profiles.iter().map(|one| catalogue.known(&one.facts));
    let calculator = catalogue.calculator(asked.today);
    let columns = Columns::of(&calculator, known, asked.today);
    let matching = columns.matching(&asked.item).unwrap_or_default();
    let verdicts = matching.iter();
    profiles
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| *verdict == wanted)
        .map(|(profile, _)| profile)
        .collect()
}

impl Asked {
    fn view(&self, profile: &Profile, ways: &Ways) -> MatchView {
        let known = self.catalogue.known(&profile.facts);
        let fit = self.catalogue.fit(&self.item, &known, self.today);
        let enterprise = profile.enterprise.to_string();
        let way = ways.of(&enterprise);
        let eligible = fit
            .as_ref()
            .is_some_and(|fit| fit.verdict == Verdict::Eligible);
        let (met, missing) = fit.map(|fit| (fit.met, fit.missing)).unwrap_or_default();
        let texts = |texts: Vec<facts::Text>| texts.into_iter().map(Text::from).collect();
        let told_by = ways.told(&enterprise).map(|(_, by)| by);
        MatchView {
            name: profile.name.clone(),
            verdict: if eligible { "eligible" } else { "undetermined" }.to_owned(),
            met: texts(met),
            missing: texts(missing),
            told_by: told_by.map(|by| by.word().to_owned()),
            opened: way.opened,
            applied: way.applied,
            got: way.got,
            due: self.due(eligible, way, ways.ended.contains(&enterprise)),
            enterprise,
        }
    }

    /// Why an enterprise should have the item and has not.
    fn due(&self, eligible: bool, way: casework::reach::Way, ended: bool) -> Vec<Text> {
        let opening = self.catalogue.item(&self.item, self.today);
        let opening = opening.filter(|_| self.catalogue.holds(&self.item, self.today));
        let opening = opening.and_then(|(_, item)| item.open_on(self.today));
        let Some(opening) = opening.filter(|_| eligible && (!way.applied || ended) && !way.got)
        else {
            return Vec::new();
        };
        let applied = if way.applied {
            Text::new(
                "此前的申请未获支持或已撤回",
                "an earlier application ended without it",
            )
        } else {
            Text::new("尚未提交申请", "it has not applied")
        };
        vec![
            Text::new("经测算符合全部条件", "it meets every condition"),
            Text::new(
                format!("正在申报，{}截止", opening.to.words()),
                format!("applications are open until {}", opening.to),
            ),
            applied,
        ]
    }
}
