//! What a period comes to, with the names of its groups: read by who shows it and by who freezes it.

use casework::case::{Channel, Kind};
use casework::supervision::{Kept, Period, draw_up};
use contract::convert::supervision as convert;
use contract::supervision::BulletinView;
use facts::{Day, DepartmentId, ItemId, JurisdictionId, SizeClass, Text};

use crate::Outside;
use crate::fault::Fault;

impl Outside {
    /// Draws up the figures of `period` as they are on `today`, without how far enterprises have come.
    ///
    /// # Errors
    /// [`Fault`] if the table or the catalogue cannot be read.
    pub async fn draw_up(
        &self,
        period: Period,
        today: Day,
        frozen: bool,
    ) -> Result<BulletinView, Fault> {
        let table = self.table();
        let measures = table.measures(period).await?;
        let parts = table.part_measures(period).await?;
        let ratings = table.ratings(period).await?;
        let mutual = table.mutual_ratings(period).await?;
        let register = table.read_register().await?;
        let catalogue = self.catalogue().current().await?;
        let kept = Kept {
            measures: &measures,
            parts: &parts,
            ratings: &ratings,
            mutual: &mutual,
        };
        let bulletin = draw_up(period, kept, today);
        let name = |id: &str| -> Text {
            if let Some(size) = SizeClass::ALL.iter().find(|size| size.word() == id) {
                return size.title();
            }
            if let Some(kind) = Kind::named(id) {
                return kind.title();
            }
            if let Some(channel) = channel(id) {
                return channel;
            }
            if id == "window" {
                return Text::new("惠企政策专窗", "the counter");
            }
            let department = DepartmentId::parse(id).ok();
            let department = department.and_then(|id| register.register.department(&id));
            if let Some(department) = department {
                return department.name_on(today).clone();
            }
            let item = ItemId::parse(id).ok();
            let item = item.and_then(|id| catalogue.item(&id, today));
            if let Some((_, item)) = item {
                return item.rules.title.clone();
            }
            let district = JurisdictionId::parse(id).ok();
            let district = district.and_then(|id| register.jurisdiction(&id));
            district.map_or_else(
                || Text::new(id, id),
                |one| Text::new(&one.name.zh, &one.name.en),
            )
        };
        Ok(convert::bulletin(&bulletin, frozen, name))
    }
}

fn channel(word: &str) -> Option<Text> {
    let titles = [
        (Channel::Online, "网上办理", "on line"),
        (Channel::Counter, "窗口办理", "at the counter"),
    ];
    let found = titles.into_iter().find(|(one, ..)| one.word() == word);
    found.map(|(_, zh, en)| Text::new(zh, en))
}
