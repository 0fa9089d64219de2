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
    /// What the department in the token is asked as a co-handler (M11).
    Part,
    /// What the department in the token holds, or was asked as a co-handler.
    Concerned,
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

use Reach::{Any, Concerned, Department, Own, Part};
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
        O::ListInterpretations | O::ListRulings | O::ListFaqs | O::ListParents => Row::Public,
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
        // its answers to the public are its own too (M20, M87)
        O::PublishFaq | O::WithdrawFaq => Row::Only(&[(Publisher, Department)]),
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
        // an enterprise lets an assistant act for it, online or on paper at the counter, and ends it at once (M49, M55); what the assistant
        // may then do for it is `authority::Scope`
        O::GiveAuthority | O::RevokeAuthority => Row::Only(&[(Enterprise, Own), (Clerk, Any)]),
        O::ListAuthorities | O::ListDeeds => {
            Row::Only(&[(Enterprise, Own), (Clerk, Any), (Lead, Any), (Auditor, Any)])
        }
        O::ListOwnAuthorities => Row::Only(&[(Agent, Own)]),
        O::CreateDraft | O::EditDraft => Row::Only(APPLICANTS),
        O::ListDrafts | O::ReadDraft => Row::Only(APPLICANTS),
        O::ChooseItems | O::ReadLibrary | O::ReuseMaterial => Row::Only(APPLICANTS),
        O::CreateUpload | O::CompleteUpload => Row::Only(APPLICANTS),
        O::SubmitDraft | O::CorrectCase => Row::Only(APPLICANTS),
        O::WithdrawCase => Row::Only(&[(Enterprise, Own), (Agent, Own)]),

        // cases: read by those concerned and those who watch over it
        O::ListCases => Row::Only(LISTERS_OF_CASES),
        O::ReadCase => Row::Only(READERS_OF_CASES),
        // materials are seen only by those who work with them
        O::ReadDocument => Row::Only(&[
            (Enterprise, Own),
            (Agent, Own),
            (Clerk, Any),
            (Lead, Any),
            (Officer, Concerned),
            (Auditor, Any),
        ]),

        // the department that holds it (M40)
        O::ListTasks => Row::Only(&[(Officer, Department)]),
        O::AcceptCase | O::DeclineCase => Row::Only(&[(Officer, Department)]),
        O::SendBackCase | O::DecideCase | O::DecideCases => Row::Only(&[(Officer, Department)]),
        // who leads asks others and goes on without them; who is asked answers for itself (M11)
        O::AskPart | O::ClosePart => Row::Only(&[(Officer, Department)]),
        O::AnswerPart | O::DeclinePart => Row::Only(&[(Officer, Part)]),
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
        O::PayCase | O::FailPayment | O::RecordRepayment | O::RecordRefund => {
            Row::Only(&[(Finance, Any)])
        }
        // what is asked back, and that it is not any more, the window may say as well
        O::ClawBack | O::WithdrawClawBack => Row::Only(&[(Finance, Any), (Lead, Any)]),
        // and whether what was promised will be paid, the department that decided
        O::CheckCondition | O::CancelInstalment => {
            Row::Only(&[(Finance, Any), (Lead, Any), (Officer, Department)])
        }
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

        // trainings and briefings: anybody reads the calendar; who holds one writes it (M71, M77)
        O::ListGatherings | O::ReadGathering => Row::Public,
        O::WriteGathering | O::ListSignUps | O::NoteAttendance => Row::Only(&[
            (Editor, Department),
            (Publisher, Department),
            // what the window holds: `Gathering::held_by`
            (Lead, Department),
            (Coordinator, Department),
        ]),
        // a seat is one's own; which kind of gathering takes whom: `Gathering::open_to`
        O::SignUp | O::GiveUpSeat => Row::Only(EVERYBODY),
        O::DrawPaper | O::AnswerPaper => Row::Only(STAFF),
        O::ListCertificates => Row::Only(READERS_OF_CERTIFICATES),

        // supervision (M86): a step is rated by who went through it (M98), a party by who worked with it (M100)
        O::ListOpenCases | O::ListCommitments | O::ListRegularity | O::ReadPeriod => {
            Row::Only(WATCHERS)
        }
        // a department reads what it holds itself
        O::ListFollowUps => Row::Only(&[
            (Officer, Department),
            (Clerk, Any),
            (Lead, Any),
            (Coordinator, Any),
            (Auditor, Any),
        ]),
        // who decides and who makes the rules learns where the two part (M19)
        O::ReadDrift => Row::Only(&[
            (Officer, Department),
            (Editor, Department),
            (Publisher, Department),
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

/// Everybody who is signed in, for what is their own.
const EVERYBODY: &[(Role, Reach)] = &[
    (Enterprise, Own),
    (Agent, Own),
    (Clerk, Own),
    (Lead, Own),
    (Editor, Own),
    (Publisher, Own),
    (Officer, Own),
    (Finance, Own),
    (Coordinator, Own),
    (Auditor, Own),
    (Operator, Own),
];

/// Everybody who works for the city, for what is their own.
const STAFF: &[(Role, Reach)] = &[
    (Clerk, Own),
    (Lead, Own),
    (Editor, Own),
    (Publisher, Own),
    (Officer, Own),
    (Finance, Own),
    (Coordinator, Own),
    (Auditor, Own),
    (Operator, Own),
];

/// Who reads certificates: one's own, and those who answer for the window.
const READERS_OF_CERTIFICATES: &[(Role, Reach)] = &[
    (Clerk, Own),
    (Editor, Own),
    (Publisher, Own),
    (Officer, Own),
    (Finance, Own),
    (Operator, Own),
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

/// Who lists cases.
const LISTERS_OF_CASES: &[(Role, Reach)] = &[
    (Enterprise, Own),
    (Agent, Own),
    (Clerk, Any),
    (Lead, Any),
    (Officer, Department),
    (Finance, Any),
    (Coordinator, Any),
    (Auditor, Any),
];

/// Who may follow a case (M15, M86); a co-handling department what it was asked about (M11).
const READERS_OF_CASES: &[(Role, Reach)] = &[
    (Enterprise, Own),
    (Agent, Own),
    (Clerk, Any),
    (Lead, Any),
    (Officer, Concerned),
    (Finance, Any),
    (Coordinator, Any),
    (Auditor, Any),
];
