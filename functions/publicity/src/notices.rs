//! Public notices (公示): put up with the publicity period, taken down with its end (M45, M102).

use adapters::documents::PublicPage;
use adapters::table::PostedNotice;
use adapters::{Fault, Outside};
use casework::Text;
use casework::case::{Case, State};
use casework::notice::{Telephone, draw_up};
use contract::convert::notice::view;
use contract::notice::NoticeView;
use facts::CaseNumber;
use jiff::Timestamp;
use pages::{Nav, NoticeListPage, NoticePage};

use crate::library::{Shelf, html};

/// How many notices the list shows.
const SHOWN_MAX: usize = 100;

/// Brings the notice of a case in line with the case.
pub(crate) async fn post(
    outside: &Outside,
    number: &CaseNumber,
    now: Timestamp,
) -> Result<(), Fault> {
    let table = outside.table();
    let Some(case) = table.read_case(number, None).await?.case else {
        return Ok(());
    };
    let before = table.read_notice(number).await?;
    let after = if let State::InPublicity { .. } = &case.state {
        put_up(outside, case, before.as_ref()).await?
    } else {
        before.map(|before| PostedNotice {
            version: before.version.saturating_add(1),
            over: true,
            ..before
        })
    };
    let Some(after) = after else {
        return Ok(());
    };
    table.commit(now).notice(&after).run().await?.settled()?;
    let catalogue = outside.catalogue().current().await?;
    let mut shelf = Shelf::read(outside, &catalogue, now).await?;
    latest(&mut shelf, &after);
    let documents = outside.documents();
    let key = format!("notices/{number}");
    if after.over {
        documents.delete_page(&key).await?;
    } else {
        documents.put_page(page(&shelf, &after, &key)).await?;
    }
    for page in list(&shelf) {
        documents.put_page(page).await?;
    }
    documents.put_page(shelf.home()).await?;
    Ok(())
}

/// The list may lag behind what was written just now.
fn latest(shelf: &mut Shelf<'_>, after: &PostedNotice) {
    let number = after.number.to_string();
    shelf.notices.retain(|notice| notice.number != number);
    if !after.over {
        shelf.notices.insert(0, view(&after.number, &after.notice));
    }
}

/// The notice of a case whose publicity period runs.
async fn put_up(
    outside: &Outside,
    case: Case,
    before: Option<&PostedNotice>,
) -> Result<Option<PostedNotice>, Fault> {
    let register = outside.table().read_register().await?.register;
    let desk = case.department().map(|desk| desk.department.clone());
    let department = desk.and_then(|id| register.department(&id).cloned());
    let site = outside.site();
    let telephones = [
        Telephone {
            of: case
                .department()
                .map(|desk| desk.department_name.clone())
                .unwrap_or_default(),
            number: department.map(|found| found.phone).unwrap_or_default(),
        },
        Telephone {
            of: Text::new("纪检监察机构", "discipline office"),
            number: site.discipline_phone.clone(),
        },
    ];
    let number = case.number.clone();
    let notice = draw_up(&[case], telephones);
    let notice = notice.map_err(|refusal| Fault::plain(refusal.sentence().en))?;
    Ok(Some(PostedNotice {
        number,
        version: before.map_or(0, |before| before.version).saturating_add(1),
        notice,
        over: false,
    }))
}

fn page(shelf: &Shelf<'_>, posted: &PostedNotice, key: &str) -> PublicPage {
    let view = view(&posted.number, &posted.notice);
    let page = NoticePage {
        chrome: shelf.chrome(Nav::Notices),
        notice: &view,
        departments: &shelf.named,
    };
    html(key, page.render())
}

/// The list of notices.
pub(crate) fn list(shelf: &Shelf<'_>) -> Vec<PublicPage> {
    let page = NoticeListPage {
        chrome: shelf.chrome(Nav::Notices),
        notices: &shelf.notices,
        departments: &shelf.named,
    };
    vec![html("notices", page.render())]
}

/// Notices that are up, newest first.
pub(crate) async fn running(outside: &Outside) -> Result<Vec<NoticeView>, Fault> {
    let page = outside.table().notices(None, SHOWN_MAX).await?;
    let up = page.entries.into_iter().filter(|notice| !notice.over);
    Ok(up
        .map(|posted| view(&posted.number, &posted.notice))
        .collect())
}
