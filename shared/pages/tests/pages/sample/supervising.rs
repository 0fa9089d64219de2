//! Pages of supervision.

use contract::outreach::GroupView;
use contract::supervision::{
    BulletinView, CityReachView, CoHandlerFiguresView, FiguresView, GroupFiguresView, ShareView,
};
use contract::text::Text;
use pages::Nav;
use pages::supervision::PeriodPage;

use super::{Rendered, Sample};

const fn share(hits: u32, of: u32, per_mille: u32) -> ShareView {
    ShareView {
        of,
        hits: Some(hits),
        per_mille: Some(per_mille),
    }
}

fn figures() -> FiguresView {
    FiguresView {
        cases: 29,
        kept: share(28, 29, 966),
        sent_back: share(3, 20, 150),
        zero_visit: share(27, 29, 931),
        paused_working_days: 42,
        approved: "1200000.00".to_owned(),
        paid: "800000.00".to_owned(),
        promised: Some(12),
        taken: Some(7),
        ..FiguresView::default()
    }
}

fn co_handler(key: &str, name: &str, in_time: ShareView) -> CoHandlerFiguresView {
    let told = in_time.hits.map(|_| 1);
    CoHandlerFiguresView {
        key: key.to_owned(),
        name: Text::new(name, name),
        asked: in_time.of,
        in_time,
        late: told,
        closed_overdue: told,
        open_overdue: told,
    }
}

impl Sample {
    fn bulletin(&self) -> BulletinView {
        let reach: CityReachView = self.view("city_reach");
        let sizes: Vec<GroupView> = reach.groups.clone();
        let sizes = sizes.into_iter().filter(|group| group.by == "size");
        let sizes = sizes.flat_map(|group| group.groups).take(2);
        let few = ShareView {
            of: 2,
            ..ShareView::default()
        };
        BulletinView {
            period: "2026-11".to_owned(),
            drawn_up_on: "2026-12-08".to_owned(),
            frozen: true,
            sample_min: 5,
            all: figures(),
            departments: Vec::new(),
            items: Vec::new(),
            districts: Vec::new(),
            kinds: Vec::new(),
            sizes: sizes
                .map(|one| GroupFiguresView {
                    key: one.name.en.clone(),
                    name: one.name,
                    figures: figures(),
                })
                .collect(),
            channels: Vec::new(),
            co_handlers: vec![
                co_handler("caizheng", "市财政局", share(17, 20, 850)),
                co_handler("fagai", "市发改委", few),
            ],
            reach: Some(reach),
            reach_note: None,
            ratings: Vec::new(),
        }
    }

    pub(super) fn supervision_pages(&self) -> Rendered {
        let counted = self.bulletin();
        let awaited = BulletinView {
            reach: None,
            reach_note: Some(Text::new(
                "政策触达情况正在统计，完成后补入本通报，其他内容不变。",
                "It is being counted.",
            )),
            ..counted.clone()
        };
        let page = |bulletin| {
            let page = PeriodPage {
                chrome: self.public(Nav::None),
                bulletin,
                before: "2026-10",
                public: true,
            };
            page.render()
        };
        vec![
            ("bulletin", page(&counted)),
            ("bulletin-awaited", page(&awaited)),
        ]
    }
}
