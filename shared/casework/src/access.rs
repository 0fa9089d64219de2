//! Who may do what, and to whose things: one table, read by the doors, the pages and the tests alike.
//!
//! [`may`] answers for a role and an operation. The answer is a [`Reach`], not a yes: a role may be let near its own things only,
//! those of its department, or any. Whether a thing *is* one's own is for the caller to compare; a thing out of reach is answered
//! like an absent one.

mod role;

pub use self::role::Role;

/// How far a permission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// One's own: what the enterprise in the token owns.
    Own,
    /// What the department in the token holds or made.
    Department,
    /// All of them.
    Any,
}

macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// An operation of the API; its name is the `operationId`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Operation {
            /// Every operation, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The `operationId`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

operations! {
    /// `GET /v1/policies`
    ListPolicies = "list_policies",
    /// `POST /v1/policies`
    CreatePolicy = "create_policy",
    /// `GET /v1/policies/{policy}`
    ReadPolicy = "read_policy",
    /// `PUT /v1/policies/{policy}`
    RevisePolicy = "revise_policy",
    /// `GET /v1/policy-work`
    ListPolicyWork = "list_policy_work",
    /// `GET /v1/policies/{policy}/history`
    ReadPolicyHistory = "read_policy_history",
    /// `POST /v1/policies/{policy}/preview`
    PreviewPolicy = "preview_policy",
    /// `POST /v1/policies/{policy}/propose`
    ProposePolicy = "propose_policy",
    /// `POST /v1/policies/{policy}/return`
    ReturnPolicy = "return_policy",
    /// `POST /v1/policies/{policy}/publish`
    PublishPolicy = "publish_policy",
    /// `POST /v1/policies/{policy}/suspend`
    SuspendPolicy = "suspend_policy",
    /// `POST /v1/policies/{policy}/resume`
    ResumePolicy = "resume_policy",
    /// `POST /v1/policies/{policy}/repeal`
    RepealPolicy = "repeal_policy",
    /// `GET /v1/items`
    ListItems = "list_items",
    /// `GET /v1/items/{item}`
    ReadItem = "read_item",
    /// `POST /v1/needs`
    CreateNeed = "create_need",
    /// `GET /v1/needs`
    ListNeeds = "list_needs",
    /// `GET /v1/needs/{need}`
    ReadNeed = "read_need",
    /// `GET /v1/items/{item}/matches`
    ListMatches = "list_matches",
    /// `GET /v1/items/{item}/reach`
    ReadReach = "read_reach",
    /// `POST /v1/runs`
    StartRun = "start_run",
    /// `GET /v1/runs`
    ListRuns = "list_runs",
    /// `GET /v1/runs/{run}`
    ReadRun = "read_run",
    /// `GET /v1/runs/{run}/invitations`
    ListRunInvitations = "list_run_invitations",
    /// `GET /v1/runs/{run}/invitations/{enterprise}`
    ReadInvitation = "read_invitation",
    /// `POST /v1/runs/{run}/invitations/{enterprise}/confirm`
    ConfirmInvitation = "confirm_invitation",
    /// `POST /v1/runs/{run}/invitations/{enterprise}/decline`
    DeclineInvitation = "decline_invitation",
    /// `GET /v1/enterprises/{enterprise}/invitations`
    ListInvitations = "list_invitations",
    /// `GET /v1/enterprises/{enterprise}/subscription`
    ReadSubscription = "read_subscription",
    /// `PUT /v1/enterprises/{enterprise}/subscription`
    WriteSubscription = "write_subscription",
    /// `GET /v1/enterprises/{enterprise}/alerts`
    ListAlerts = "list_alerts",
    /// `GET /v1/catalogue`
    ReadCatalogue = "read_catalogue",
    /// `GET /v1/facts`
    ListFacts = "list_facts",
    /// `POST /v1/assessments`
    Assess = "assess",
    /// `POST /v1/receipts`
    CreateReceipt = "create_receipt",
    /// `GET /v1/receipts/{receipt}`
    ReadReceipt = "read_receipt",
    /// `POST /v1/receipts/verify`
    VerifyReceipt = "verify_receipt",
    /// `GET /v1/enterprises/{enterprise}/profile`
    ReadProfile = "read_profile",
    /// `PUT /v1/enterprises/{enterprise}/profile`
    WriteProfile = "write_profile",
    /// `POST /v1/drafts`
    CreateDraft = "create_draft",
    /// `GET /v1/drafts`
    ListDrafts = "list_drafts",
    /// `GET /v1/drafts/{draft}`
    ReadDraft = "read_draft",
    /// `PUT /v1/drafts/{draft}`
    EditDraft = "edit_draft",
    /// `POST /v1/drafts/{draft}/uploads`
    CreateUpload = "create_upload",
    /// `POST /v1/drafts/{draft}/uploads/{upload}/complete`
    CompleteUpload = "complete_upload",
    /// `POST /v1/drafts/{draft}/submit`
    SubmitDraft = "submit_draft",
    /// `POST /v1/cases`
    OpenCase = "open_case",
    /// `GET /v1/follow/{token}`
    FollowCase = "follow_case",
    /// `GET /v1/verify/{token}`
    VerifyCase = "verify_case",
    /// `GET /v1/cases`
    ListCases = "list_cases",
    /// `GET /v1/cases/{number}`
    ReadCase = "read_case",
    /// `POST /v1/cases/{number}/correct`
    CorrectCase = "correct_case",
    /// `POST /v1/cases/{number}/withdraw`
    WithdrawCase = "withdraw_case",
    /// `POST /v1/cases/{number}/answer`
    AnswerCase = "answer_case",
    /// `POST /v1/cases/{number}/rate`
    RateCase = "rate_case",
    /// `POST /v1/cases/{number}/reopen`
    ReopenCase = "reopen_case",
    /// `POST /v1/cases/{number}/visit`
    VisitCase = "visit_case",
    /// `POST /v1/cases/{number}/assign`
    AssignCase = "assign_case",
    /// `POST /v1/cases/{number}/extend`
    ExtendCase = "extend_case",
    /// `POST /v1/cases/{number}/release`
    ReleaseCase = "release_case",
    /// `POST /v1/cases/{number}/pay`
    PayCase = "pay_case",
    /// `POST /v1/cases/{number}/fail-payment`
    FailPayment = "fail_payment",
    /// `GET /v1/cases/{number}/documents/{document}`
    ReadDocument = "read_document",
    /// `GET /v1/tasks`
    ListTasks = "list_tasks",
    /// `POST /v1/cases/{number}/accept`
    AcceptCase = "accept_case",
    /// `POST /v1/cases/{number}/decline`
    DeclineCase = "decline_case",
    /// `POST /v1/cases/{number}/send-back`
    SendBackCase = "send_back_case",
    /// `POST /v1/cases/{number}/decide`
    DecideCase = "decide_case",
    /// `POST /v1/tasks/decide`
    DecideCases = "decide_cases",
    /// `POST /v1/routing/dry-run`
    DryRunRouting = "dry_run_routing",
    /// `GET /v1/departments`
    ListDepartments = "list_departments",
    /// `GET /v1/departments/{department}`
    ReadDepartment = "read_department",
    /// `PUT /v1/departments/{department}`
    WriteDepartment = "write_department",
    /// `GET /v1/jurisdictions`
    ListJurisdictions = "list_jurisdictions",
    /// `PUT /v1/jurisdictions/{jurisdiction}`
    WriteJurisdiction = "write_jurisdiction",
    /// `GET /v1/calendars/{year}`
    ReadCalendar = "read_calendar",
    /// `PUT /v1/calendars/{year}`
    WriteCalendar = "write_calendar",
    /// `POST /v1/api-keys`
    CreateApiKey = "create_api_key",
}

/// How far `role` may go with `operation`; `None`: not at all.
#[must_use]
pub fn may(role: Role, operation: Operation) -> Option<Reach> {
    let reach = |roles: &[(Role, Reach)]| {
        let found = roles.iter().find(|(allowed, _)| *allowed == role);
        found.map(|(_, reach)| *reach)
    };
    match row(operation) {
        // a public page asks nobody who they are; the platform's own functions come through no door
        Row::Public if role == Role::Platform => None,
        Row::Public => Some(Any),
        Row::Only(roles) => reach(roles),
    }
}

/// One row of the table.
enum Row {
    /// Whoever asks, signed in or not (M46).
    Public,
    /// These, each so far, and nobody else.
    Only(&'static [(Role, Reach)]),
}

use Reach::{Any, Department, Own};
use Role::{
    Agent, Auditor, Clerk, Coordinator, Editor, Enterprise, Finance, Follower, Lead, Officer,
    Operator, Publisher,
};

/// THE table (M92, M102): one row per operation, and no way to add an operation without one.
#[expect(
    clippy::too_many_lines,
    reason = "one table with a row per operation; cut in two, no reader would know in which half to look"
)]
const fn row(operation: Operation) -> Row {
    use Operation as O;
    match operation {
        // what anybody may know
        O::ListPolicies | O::ListItems | O::ReadItem | O::ReadCatalogue | O::ListFacts => {
            Row::Public
        }
        // a version that is not in force shows itself to its makers only: `Policy::shows_drafts_to`
        O::ReadPolicy => Row::Public,
        O::ListDepartments | O::ListJurisdictions | O::ReadCalendar => Row::Public,
        // anonymous questions are answered; whose saved profile may be used is row `ReadProfile`
        O::Assess => Row::Public,
        // a receipt holds no name; its id is the capability to read it, and anybody may run one again
        O::CreateReceipt | O::ReadReceipt | O::VerifyReceipt => Row::Public,

        // anybody may ask, complain, suggest and object; who holds the address it is followed at may read it (M20, M84)
        O::OpenCase | O::FollowCase | O::VerifyCase => Row::Public,
        O::RateCase | O::ReopenCase => {
            Row::Only(&[(Enterprise, Own), (Agent, Own), (Follower, Any)])
        }

        // policies: who makes them collects them, who publishes answers for them (M63)
        O::CreatePolicy | O::RevisePolicy | O::ProposePolicy => Row::Only(&[(Editor, Department)]),
        O::ReturnPolicy | O::PublishPolicy => Row::Only(&[(Publisher, Department)]),
        O::SuspendPolicy | O::ResumePolicy | O::RepealPolicy => {
            Row::Only(&[(Publisher, Department)])
        }
        // counts and amounts, never who
        O::PreviewPolicy => Row::Only(&[
            (Editor, Department),
            (Publisher, Department),
            (Coordinator, Any),
        ]),
        // who did what and when: its makers, and those who watch over them
        O::ListPolicyWork | O::ReadPolicyHistory => Row::Only(&[
            (Editor, Department),
            (Publisher, Department),
            (Coordinator, Any),
            (Auditor, Any),
            (Operator, Any),
        ]),

        // anybody may say what is missing; who makes policies reads it (M6, M21)
        O::CreateNeed => Row::Public,
        O::ListNeeds | O::ReadNeed => Row::Only(READERS_OF_NEEDS),

        // whom an item fits: its department and the counter read verdicts, never facts; the others read figures (M28, M78)
        O::ListMatches => Row::Only(&[
            (Editor, Department),
            (Publisher, Department),
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
        ]),
        O::ReadReach | O::ListRuns | O::ReadRun => Row::Only(READERS_OF_REACH),
        O::ListRunInvitations => Row::Only(&[
            (Publisher, Department),
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
            (Finance, Any),
            (Auditor, Any),
        ]),
        O::StartRun => Row::Only(&[(Publisher, Department), (Officer, Department)]),
        O::ReadInvitation => Row::Only(&[
            (Enterprise, Own),
            (Agent, Own),
            (Clerk, Any),
            (Officer, Department),
            (Finance, Any),
        ]),
        O::ConfirmInvitation | O::DeclineInvitation => Row::Only(APPLICANTS),
        O::ListInvitations => Row::Only(APPLICANTS),
        O::ReadSubscription | O::WriteSubscription | O::ListAlerts => Row::Only(APPLICANTS),

        // an enterprise's own things, and the counter that helps (M23, M49)
        O::ReadProfile => Row::Only(&[(Enterprise, Own), (Agent, Own), (Clerk, Any), (Lead, Any)]),
        O::WriteProfile => Row::Only(&[(Enterprise, Own), (Agent, Own), (Clerk, Any)]),
        O::CreateDraft | O::EditDraft => Row::Only(APPLICANTS),
        O::ListDrafts | O::ReadDraft => Row::Only(APPLICANTS),
        O::CreateUpload | O::CompleteUpload => Row::Only(APPLICANTS),
        O::SubmitDraft | O::CorrectCase => Row::Only(APPLICANTS),
        O::WithdrawCase => Row::Only(&[(Enterprise, Own), (Agent, Own)]),

        // cases: read by those concerned and those who watch over it
        O::ListCases | O::ReadCase => Row::Only(READERS_OF_CASES),
        // materials are seen only by those who work with them
        O::ReadDocument => Row::Only(&[
            (Enterprise, Own),
            (Agent, Own),
            (Clerk, Any),
            (Lead, Any),
            (Officer, Department),
            (Auditor, Any),
        ]),

        // the department that holds it (M40)
        O::ListTasks => Row::Only(&[(Officer, Department)]),
        O::AcceptCase | O::DeclineCase => Row::Only(&[(Officer, Department)]),
        O::SendBackCase | O::DecideCase | O::DecideCases => Row::Only(&[(Officer, Department)]),
        O::DryRunRouting => Row::Only(&[
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Operator, Any),
        ]),

        // only the window's release makes a result visible (M53); only finance pays (M44)
        // of a complaint the coordinator does (M84): `Case::reached_by`
        O::ReleaseCase => Row::Only(&[(Clerk, Any), (Lead, Any), (Coordinator, Any)]),
        O::AnswerCase => Row::Only(&[
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
        ]),
        O::VisitCase => Row::Only(&[(Clerk, Any), (Lead, Any), (Coordinator, Any)]),
        O::PayCase | O::FailPayment => Row::Only(&[(Finance, Any)]),
        // the counter finds the department; more time is the coordinator's to approve (M39, M51)
        O::AssignCase => Row::Only(&[(Clerk, Any), (Lead, Any), (Coordinator, Any)]),
        O::ExtendCase => Row::Only(&[(Coordinator, Any)]),

        // the register (M88)
        O::ReadDepartment => Row::Only(&[
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Auditor, Any),
            (Operator, Any),
        ]),
        O::WriteDepartment | O::WriteJurisdiction | O::WriteCalendar => {
            Row::Only(&[(Coordinator, Any), (Operator, Any)])
        }
        O::CreateApiKey => Row::Only(&[(Operator, Any)]),
    }
}

/// Who may fill in an application: the enterprise, its assistant, and the counter for it.
const APPLICANTS: &[(Role, Reach)] = &[(Enterprise, Own), (Agent, Own), (Clerk, Any)];

/// Who reads needs: the department whose item is wanted, and those who look after all of them.
const READERS_OF_NEEDS: &[(Role, Reach)] = &[
    (Editor, Department),
    (Publisher, Department),
    (Officer, Department),
    (Lead, Any),
    (Coordinator, Any),
    (Auditor, Any),
];

/// Who reads how far an item has come.
const READERS_OF_REACH: &[(Role, Reach)] = &[
    (Editor, Department),
    (Publisher, Department),
    (Officer, Department),
    (Clerk, Any),
    (Lead, Any),
    (Finance, Any),
    (Coordinator, Any),
    (Auditor, Any),
];

/// Who may follow a case (M15, M86).
const READERS_OF_CASES: &[(Role, Reach)] = &[
    (Enterprise, Own),
    (Agent, Own),
    (Clerk, Any),
    (Lead, Any),
    (Officer, Department),
    (Finance, Any),
    (Coordinator, Any),
    (Auditor, Any),
];
