//! What a period comes to, with the names of its groups: read by who shows it and by who freezes it.

use casework::case::{Channel, Kind};
use casework::supervision::{Period, draw_up};
use contract::convert::supervision as convert;
use contract::supervision::BulletinView;
use facts::{Day, DepartmentId, ItemId, JurisdictionId, SizeClass, Text};

use crate::Outside;
use crate::fault::Fault;

impl Outside {
    /// Draws up the figures of `period` as they are on `today`.
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
        let ratings = table.ratings(period).await?;
        let mutual = table.mutual_ratings(period).await?;
        let register = table.read_register().await?;
        let catalogue = self.catalogue().current().await?;
        let bulletin = draw_up(period, (&measures, &ratings, &mutual), today);
        let name = |id: &str| -> Text {
            if let Some(size) = SizeClass::ALL.iter().find(|size| size.word() == id) {
                return size_title(*size);
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
        let mut view = convert::bulletin(&bulletin, frozen, name);
        // every enterprise is looked at, so it is done once, when it is kept
        if frozen {
            view.reach = Some(self.city_reach(today).await?);
        }
        Ok(view)
    }
}

fn size_title(size: SizeClass) -> Text {
    let (zh, en) = match size {
        SizeClass::Micro => ("微型企业", "micro"),
        SizeClass::Small => ("小型企业", "small"),
        SizeClass::Medium => ("中型企业", "medium"),
        SizeClass::Large => ("大型企业", "large"),
    };
    Text::new(zh, en)
}

fn channel(word: &str) -> Option<Text> {
    let titles = [
        (Channel::Online, "网上办理", "on line"),
        (Channel::Counter, "窗口办理", "at the counter"),
    ];
    let found = titles.into_iter().find(|(one, ..)| one.word() == word);
    found.map(|(_, zh, en)| Text::new(zh, en))
}
