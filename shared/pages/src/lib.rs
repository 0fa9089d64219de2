//! Every page and every mail of Huiqi: a view in, a `String` out.
//!
//! A page is a plain struct; fill it and call `render()`. Its documentation lists the names of its form fields, because the
//! functions read them. Forms post to the address of the page they stand on (or the one named), carry `idempotency_key` and
//! `version` as hidden fields, and show `faults` as a summary that leads to each field.
//!
//! Deliberately absent: requests, storage, clocks, chance, sessions and decisions. Nothing here can fail. Styles and scripts are
//! files of [`assets`]; no page carries its own, so `style-src 'self'; script-src 'self'` holds everywhere.

pub mod act;
mod act_part;
pub mod allocations;
pub mod apply;
pub mod ask;
pub mod assets;
pub mod authorities;
pub mod calculator;
pub mod cases;
pub mod checklist;
mod chrome;
pub mod desk;
pub mod feed;
pub mod gathering;
pub mod mail;
pub mod mine;
pub mod needs;
pub mod notices;
pub mod outreach;
pub mod policies;
pub mod problems;
mod qr;
pub mod receipts;
mod render;
mod say;
pub mod search;
pub mod signin;
pub mod site;
pub mod standing;
pub mod supervision;
pub mod tasks;
pub mod tools;
pub mod values;

pub use act::{ActPage, ActState};
pub use act_part::ActPartPage;
pub use allocations::{AllocationListPage, AllocationPage};
pub use apply::{
    ApplyPage, Correction, DraftPage, LibraryPage, OneTimeNoticePage, SubmittedPage, VerifyPage,
};
pub use ask::AskPage;
pub use calculator::{CalculatorPage, ProfileInUse, ResultPage};
pub use cases::{CaseListPage, CasePage, DocumentLink};
pub use chrome::{Chrome, Nav, Reader};
pub use desk::{DeskFilter, DeskPage};
pub use needs::{NeedFormPage, NeedListPage, NeedPage, NeedTakenPage};
pub use notices::{NoticeListPage, NoticePage};
pub use outreach::{AlertsPage, InvitationPage, OutreachPage, ReachPage, RunPage, UnsubscribePage};
pub use policies::{
    ChangesFeed, ChangesPage, FaqListPage, HomePage, ItemPage, ParentListPage, PolicyListPage,
    PolicyPage, RulingListPage,
};
pub use problems::ProblemPage;
pub use search::SearchResultPage;
pub use signin::SignInPage;
pub use site::{Counter, Site};
pub use standing::{DepartmentListPage, StandingFile};
pub use values::{Named, Values};
