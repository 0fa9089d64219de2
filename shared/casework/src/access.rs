//! Who may do what, and to whose things: one table, read by the doors, the pages and the tests alike.
//!
//! [`may`] answers for a role and an operation. The answer is a [`Reach`], not a yes: a role may be let near its own things only,
//! those of its department, or any. Whether a thing *is* one's own is for the caller to compare; a thing out of reach is answered
//! like an absent one.

mod operation;
mod role;

pub use self::operation::Operation;
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
        O::ListInterpretations | O::ListRulings | O::ListParents => Row::Public,
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
        // who made a policy explains it and decides what it leaves open (M13, M97)
        O::InterpretPolicy | O::RulePolicy => Row::Only(&[(Publisher, Department)]),
        // counts and amounts, never who
        O::PreviewPolicy => Row::Only(&[
            (Editor, Department),
            (Publisher, Department),
            (Coordinator, Any),
        ]),
        // who did what and when: its makers, and those who watch over them
        O::ListPolicyWork | O::ListPolicyUpkeep | O::ReadPolicyHistory => Row::Only(&[
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
        O::ChooseItems | O::ReadLibrary | O::ReuseMaterial => Row::Only(APPLICANTS),
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
        // an opening is given out by who leads the window, and looked at by who watches over it (M94)
        O::ListAllocations | O::ReadAllocation => Row::Only(READERS_OF_ALLOCATIONS),
        O::SettleOpening => Row::Only(&[(Lead, Any), (Coordinator, Any)]),
        O::PayCase | O::FailPayment | O::RecordRepayment => Row::Only(&[(Finance, Any)]),
        // what was promised and will not be paid, and what is asked back, the window may say as well
        O::CancelInstalment | O::ClawBack => Row::Only(&[(Finance, Any), (Lead, Any)]),
        // the counter finds the department; more time is the coordinator's to approve (M39, M51)
        O::AssignCase => Row::Only(&[(Clerk, Any), (Lead, Any), (Coordinator, Any)]),
        O::ExtendCase => Row::Only(&[(Coordinator, Any)]),
        // not every clerk's to give (M25)
        O::ExpediteCase => Row::Only(&[(Lead, Any), (Coordinator, Any)]),

        // the register (M88)
        O::ReadDepartment => Row::Only(&[
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Auditor, Any),
            (Operator, Any),
        ]),
        O::WriteDepartment | O::WriteJurisdiction | O::WriteParent | O::WriteCalendar => {
            Row::Only(&[(Coordinator, Any), (Operator, Any)])
        }
        O::CreateApiKey => Row::Only(&[(Operator, Any)]),

        // supervision (M86): a step is rated by who went through it (M98), a party by who worked with it (M100)
        O::ListOpenCases | O::ListCommitments | O::ReadPeriod => Row::Only(WATCHERS),
        // a department reads what it holds itself
        O::ListFollowUps => Row::Only(&[
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Auditor, Any),
        ]),
        O::RateStep => Row::Only(&[(Enterprise, Own), (Agent, Own)]),
        O::RateParty => Row::Only(&[(Officer, Department), (Lead, Any)]),
    }
}

/// Who looks at openings that are given out in one go.
const READERS_OF_ALLOCATIONS: &[(Role, Reach)] = &[
    (Lead, Any),
    (Finance, Any),
    (Coordinator, Any),
    (Auditor, Any),
];

/// Who watches over everything that is open.
const WATCHERS: &[(Role, Reach)] = &[
    (Clerk, Any),
    (Lead, Any),
    (Coordinator, Any),
    (Auditor, Any),
];

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
