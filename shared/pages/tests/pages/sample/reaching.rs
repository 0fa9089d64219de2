//! Pages and mails that search, hear and reach.

use contract::need::{NeedTaken, NeedView};
use contract::outreach::{
    DigestView, InvitationView, MatchPage, ReachView, RunView, SubscriptionView,
};
use contract::policy::ItemEntry;
use contract::policy::PolicyEntry;
use contract::search::SearchPage;
use pages::mail::{DigestMail, InvitationMail, Mail, UpkeepCause, UpkeepMail};
use pages::{
    AlertsPage, InvitationPage, Nav, NeedFormPage, NeedListPage, NeedPage, NeedTakenPage,
    OutreachPage, ReachPage, RunPage, SearchResultPage, UnsubscribePage, Values,
};

use super::{KEY, Rendered, Sample};

impl Sample {
    pub(super) fn search_pages(&self) -> Rendered {
        let (found, nothing): (SearchPage, SearchPage) = (self.view("found"), self.view("nothing"));
        let page = SearchResultPage {
            chrome: self.public(Nav::Policies),
            words: "小巨人",
            found: &found,
            first: 0,
            next: Some("/search?q=x&cursor=abc"),
        };
        let empty = SearchResultPage {
            found: &nothing,
            words: self.views["taken"]["title"].as_str().unwrap_or_default(),
            next: None,
            ..page
        };
        vec![
            ("search", page.render()),
            ("search-nothing", empty.render()),
        ]
    }

    pub(super) fn need_pages(&self) -> Rendered {
        let needs: Vec<NeedView> = self.view("needs");
        let told: NeedTaken = self.view("taken");
        let items: Vec<ItemEntry> = self.view("items");
        let departments = &self.departments();
        let form = NeedFormPage {
            chrome: self.public(Nav::Needs),
            item: None,
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
        };
        let missed = NeedFormPage {
            item: items.first(),
            ..form
        };
        let taken = NeedTakenPage {
            chrome: self.public(Nav::Needs),
            told: &told,
            departments,
        };
        let list = NeedListPage {
            chrome: self.clerk(Nav::Needs),
            needs: &needs,
            departments,
            next: None,
        };
        let one = NeedPage {
            chrome: self.clerk(Nav::Needs),
            need: &needs[0],
            departments,
        };
        vec![
            ("need-form", form.render()),
            ("need-missed", missed.render()),
            ("need-taken", taken.render()),
            ("needs", list.render()),
            ("need", one.render()),
        ]
    }

    pub(super) fn reach_pages(&self) -> Rendered {
        let items: Vec<ItemEntry> = self.view("items");
        let admitted: Vec<String> = items.iter().take(1).map(|item| item.item.clone()).collect();
        let (reach, matches): (ReachView, MatchPage) = (self.view("reach"), self.view("matches"));
        let run: RunView = self.view("run");
        let invitations: Vec<InvitationView> = self.view("invitations");
        let departments = &self.departments();
        let home = OutreachPage {
            chrome: self.clerk(Nav::Outreach),
            items: &items,
            admitted: &admitted,
            may_start: true,
            runs: std::slice::from_ref(&run),
            departments,
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
        };
        let item = ReachPage {
            chrome: self.clerk(Nav::Outreach),
            reach: &reach,
            matches: Some(&matches),
            list: "due",
            next: Some("/outreach/x?cursor=abc"),
        };
        let page = RunPage {
            chrome: self.clerk(Nav::Outreach),
            run: &run,
            invitations: &invitations,
            next: None,
            departments,
        };
        vec![
            ("outreach", home.render()),
            ("reach", item.render()),
            ("run", page.render()),
        ]
    }

    pub(super) fn alert_pages(&self) -> Rendered {
        let invitations: Vec<InvitationView> = self.view("invitations");
        let subscription: SubscriptionView = self.view("subscription");
        let digests: Vec<DigestView> = self.view("digests");
        let asked = InvitationPage {
            chrome: self.firm(Nav::Alerts),
            invitation: &invitations[0],
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
        };
        let alerts = AlertsPage {
            chrome: self.firm(Nav::Alerts),
            subscription: &subscription,
            invitations: &invitations,
            digests: &digests,
            next: None,
            saved: true,
            faults: &[],
        };
        let leave = UnsubscribePage {
            chrome: self.public(Nav::None),
            done: false,
        };
        vec![
            ("invitation", asked.render()),
            ("alerts", alerts.render()),
            ("unsubscribe", leave.render()),
            (
                "unsubscribed",
                UnsubscribePage {
                    done: true,
                    ..leave
                }
                .render(),
            ),
        ]
    }

    pub(super) fn reaching_mails(&self) -> Vec<(&'static str, Mail)> {
        let invitations: Vec<InvitationView> = self.view("invitations");
        let digests: Vec<DigestView> = self.view("digests");
        let digest = DigestMail {
            site: &self.site,
            enterprise_name: &invitations[0].name,
            alerts: &digests[0].alerts,
            link: "https://huiqi.example.gov.cn/alerts",
            unsubscribe: "https://huiqi.example.gov.cn/unsubscribe/91420204MAFAKE035F/abc",
        };
        let invitation = InvitationMail {
            site: &self.site,
            invitation: &invitations[0],
            department: "市人力资源和社会保障局",
            link: "https://huiqi.example.gov.cn/invitations/r-1",
        };
        let policies: Vec<PolicyEntry> = self.view("policies");
        let upkeep = UpkeepMail {
            site: &self.site,
            department: "市经济和信息化局",
            post: "运行监测科",
            policy: &policies[0],
            cause: UpkeepCause::ReviewNear,
            day: "2026-12-24",
            link: "https://huiqi.example.gov.cn/desk/policies/industrial-growth",
        };
        vec![
            ("upkeep", upkeep.write()),
            ("digest", digest.write()),
            ("invitation", invitation.write()),
        ]
    }
}
