//! Bulletins (通报): the page and the data of a frozen month, and the list. What they show was written down when it was frozen, so writing
//! them again writes the same (M99).

use adapters::documents::PublicPage;
use adapters::{Fault, Outside};
use casework::supervision::Period;
use pages::Nav;
use pages::supervision::{BulletinListPage, PeriodPage};

use crate::library::html;

/// How many bulletins the list shows: ten years.
const SHOWN_MAX: usize = 120;

/// Writes the pages of the bulletin of `period`.
pub(crate) async fn publish(outside: &Outside, period: &str) -> Result<(), Fault> {
    let table = outside.table();
    let Ok(period) = Period::parse(period) else {
        return Err(Fault::plain("a bulletin of no period"));
    };
    let Some(bulletin) = table.read_bulletin(period).await? else {
        return Err(Fault::plain("a bulletin that was never frozen"));
    };
    let chrome = pages::Chrome::new(outside.site(), Nav::None);
    let page = PeriodPage {
        chrome,
        bulletin: &bulletin,
        before: &period.previous().to_string(),
        public: true,
    };
    let json = serde_json::to_vec_pretty(&bulletin)
        .map_err(|error| Fault::permanent("a bulletin cannot be written", error))?;
    let documents = outside.documents();
    let key = format!("bulletins/{period}");
    documents.put_page(html(&key, page.render())).await?;
    let data = PublicPage {
        key: format!("{key}.json"),
        content_type: "application/json".to_owned(),
        bytes: json,
    };
    documents.put_page(data).await?;
    let mut bulletins = table.bulletins(SHOWN_MAX).await?;
    // the list may lag behind what was frozen just now
    if bulletins.iter().all(|one| one.period != bulletin.period) {
        bulletins.insert(0, bulletin);
    }
    documents.put_page(list(outside, &bulletins)).await?;
    Ok(())
}

fn list(outside: &Outside, bulletins: &[contract::supervision::BulletinView]) -> PublicPage {
    let page = BulletinListPage {
        chrome: pages::Chrome::new(outside.site(), Nav::None),
        bulletins,
    };
    html("bulletins", page.render())
}

/// The list as it stands, for whoever writes every page anew.
pub(crate) async fn listed(outside: &Outside) -> Result<PublicPage, Fault> {
    let bulletins = outside.table().bulletins(SHOWN_MAX).await?;
    Ok(list(outside, &bulletins))
}
