//! Who may do what, and to whose things: one table, read by the doors, the pages and the tests alike.
//!
//! [`may`] answers for a role and an operation. The answer is a [`Reach`], not a yes: a role may be let near its own things only,
//! those of its department, or any. Whether a thing *is* one's own is for the caller to compare; a thing out of reach is answered
//! like an absent one.

/// What somebody is, in one word of the token they carry. Somebody may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Nobody in particular: not signed in.
    Public,
    /// An enterprise, for itself.
    Enterprise,
    /// An assistant who acts for an enterprise with recorded authority (M49).
    Agent,
    /// Window clerk (窗口人员).
    Clerk,
    /// Window lead (窗口负责人).
    Lead,
    /// Policy editor of a department (政策编辑).
    Editor,
    /// Policy publisher of a department (政策发布).
    Publisher,
    /// Department officer (部门经办).
    Officer,
    /// Finance (财政拨付).
    Finance,
    /// Coordinator (统筹).
    Coordinator,
    /// Auditor (监督).
    Auditor,
    /// Operator of the system (运维).
    Operator,
    /// Our own functions: routing, deadlines, publicity. No token can claim it, no door lets it in.
    Platform,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::Public,
        Self::Enterprise,
        Self::Agent,
        Self::Clerk,
        Self::Lead,
        Self::Editor,
        Self::Publisher,
        Self::Officer,
        Self::Finance,
        Self::Coordinator,
        Self::Auditor,
        Self::Operator,
        Self::Platform,
    ];

    /// The word in tokens and records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Enterprise => "enterprise",
            Self::Agent => "agent",
            Self::Clerk => "clerk",
            Self::Lead => "lead",
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::Officer => "officer",
            Self::Finance => "finance",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
            Self::Operator => "operator",
            Self::Platform => "platform",
        }
    }

    /// The role a token may claim with this word; the public and the platform are nobody's to claim.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::recorded(word).filter(|role| !matches!(role, Self::Public | Self::Platform))
    }

    /// The role a record of ours means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.word() == word)
    }

    /// How the role is called on a timeline, in Chinese and English: never a person's name.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Public => ("公众", "the public"),
            Self::Enterprise => ("申请企业", "the enterprise"),
            Self::Agent => ("帮办人员", "the assistant"),
            Self::Clerk => ("惠企政策专窗", "the counter"),
            Self::Lead => ("专窗负责人", "the lead of the counter"),
            Self::Editor => ("政策编辑", "the policy editor"),
            Self::Publisher => ("政策发布", "the policy publisher"),
            Self::Officer => ("经办部门", "the department"),
            Self::Finance => ("财政拨付", "the finance office"),
            Self::Coordinator => ("统筹单位", "the coordinator"),
            Self::Auditor => ("监督人员", "the auditor"),
            Self::Operator => ("平台运维", "the operator"),
            Self::Platform => ("平台", "the platform"),
        }
    }
}

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
    /// `GET /v1/cases`
    ListCases = "list_cases",
    /// `GET /v1/cases/{number}`
    ReadCase = "read_case",
    /// `POST /v1/cases/{number}/correct`
    CorrectCase = "correct_case",
    /// `POST /v1/cases/{number}/withdraw`
    WithdrawCase = "withdraw_case",
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
    /// `POST /v1/cases/{number}/ratings`
    RateStep = "rate_step",
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
    /// `GET /v1/supervision/cases`
    ListOpenCases = "list_open_cases",
    /// `GET /v1/supervision/follow-ups`
    ListFollowUps = "list_follow_ups",
    /// `GET /v1/supervision/commitments`
    ListCommitments = "list_commitments",
    /// `GET /v1/supervision/periods/{period}`
    ReadPeriod = "read_period",
    /// `PUT /v1/supervision/periods/{period}/ratings/{party}`
    RateParty = "rate_party",
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
    Agent, Auditor, Clerk, Coordinator, Editor, Enterprise, Finance, Lead, Officer, Operator,
    Publisher,
};

/// THE table (M92, M102): one row per operation, and no way to add an operation without one.
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
        O::SendBackCase | O::DecideCase => Row::Only(&[(Officer, Department)]),
        O::DryRunRouting => Row::Only(&[
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Operator, Any),
        ]),

        // only the window's release makes a result visible (M53); only finance pays (M44)
        O::ReleaseCase => Row::Only(&[(Clerk, Any), (Lead, Any)]),
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

        // supervision (M86): a step is rated by who went through it (M98), a party by who worked with it (M100)
        O::ListOpenCases | O::ListFollowUps | O::ListCommitments | O::ReadPeriod => Row::Only(&[
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Auditor, Any),
        ]),
        O::RateStep => Row::Only(&[(Enterprise, Own), (Agent, Own)]),
        O::RateParty => Row::Only(&[(Officer, Department), (Lead, Any)]),
    }
}

/// Who may fill in an application: the enterprise, its assistant, and the counter for it.
const APPLICANTS: &[(Role, Reach)] = &[(Enterprise, Own), (Agent, Own), (Clerk, Any)];

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
