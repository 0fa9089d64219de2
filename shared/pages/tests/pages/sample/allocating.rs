//! Pages of openings that are given out in one go: the list, a preview with all that keeps it from being final, and a result.

use contract::allocation::{AllocationView, CaseShareView, ContestedEntry, HindranceView, ScoreOf};
use contract::fault::Fault;
use contract::text::Text;
use pages::{AllocationListPage, AllocationPage, Chrome, Nav};

use super::{KEY, Rendered, Sample};

fn entry(standing: &str) -> ContestedEntry {
    ContestedEntry {
        item: "first-industrial-award".to_owned(),
        title: Text::new("首次进规工业企业奖励", "Award for first-time industry"),
        opening: "2026".to_owned(),
        from: "2026-03-01".to_owned(),
        to: "2026-12-31".to_owned(),
        standing: standing.to_owned(),
        rule: Text::new(
            "按“营业收入”由高到低排名，取前 2 名；指标值相同的，提交在先的在前",
            "ranked by revenue, greatest first, the first 2; of equal ones who applied earlier",
        ),
    }
}

fn share(rank: u64, gets: &str, why: &str) -> CaseShareView {
    CaseShareView {
        number: "HS-2026-482913057-K".to_owned(),
        enterprise_name: "黄石示例精密制造有限公司".to_owned(),
        claimed: "200000.00".to_owned(),
        score: Some("23500000".to_owned()),
        rank: Some(rank),
        gets: gets.to_owned(),
        reached: gets != "0.00",
        why: Text::new(why, "ranked"),
    }
}

fn hindrance(state: &str) -> HindranceView {
    HindranceView {
        number: "HS-2026-482913057-K".to_owned(),
        enterprise_name: "黄石示例精密制造有限公司".to_owned(),
        state_text: Text::new(state, state),
    }
}

fn view(standing: &str) -> AllocationView {
    let within = "按排名择优，指标值 23500000，排第 1 名，在 2 个名额之内";
    let beyond = "按排名择优，指标值 23500000，排第 3 名，名额为 2 个，未入选";
    AllocationView {
        entry: entry(standing),
        allocated_at: (standing == "allocated").then(|| "2027-01-04T02:10:00Z".to_owned()),
        claimed: "400000.00".to_owned(),
        given: "200000.00".to_owned(),
        shares: vec![share(1, "200000.00", within), share(3, "0.00", beyond)],
        undecided: Vec::new(),
        unscored: Vec::new(),
    }
}

impl Sample {
    pub(super) fn allocation_pages(&self) -> Rendered {
        let lead = || self.clerk(Nav::Desk);
        let open = AllocationView {
            undecided: vec![hindrance("部门审核中")],
            ..view("open")
        };
        let number = "HS-2026-482913057-K";
        let closed = AllocationView {
            unscored: vec![hindrance("已审核，待统一分配")],
            ..view("closed")
        };
        let typed = [ScoreOf {
            number: number.to_owned(),
            score: "约两千万".to_owned(),
        }];
        let wrong = [Fault::new(
            format!("/score:{number}"),
            "invalid_value",
            format!("办件 {number} 的指标值应为数字，最多八位小数"),
            "must be a number",
        )];
        let openings = [entry("open"), entry("closed"), entry("allocated")];
        vec![
            ("allocations", list(lead(), &openings)),
            ("allocations-none", list(lead(), &[])),
            ("allocation-open", page(lead(), &open, (&[], &[]))),
            ("allocation-closed", page(lead(), &closed, (&typed, &wrong))),
            (
                "allocation-done",
                page(lead(), &view("allocated"), (&[], &[])),
            ),
        ]
    }
}

fn list(chrome: Chrome<'_>, openings: &[ContestedEntry]) -> String {
    AllocationListPage { chrome, openings }.render()
}

fn page(
    chrome: Chrome<'_>,
    allocation: &AllocationView,
    (scores, faults): (&[ScoreOf], &[Fault]),
) -> String {
    AllocationPage {
        chrome,
        allocation,
        asked: &allocation.unscored,
        settles: true,
        idempotency_key: KEY,
        scores,
        faults,
        done: allocation.allocated_at.is_some(),
    }
    .render()
}
