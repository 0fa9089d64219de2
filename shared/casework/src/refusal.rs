//! Every way the rules say no, each with a sentence and with how to mend it, in Chinese and English.

use facts::{CaseNumber, Day, Money};

use crate::Text;
use crate::case::checklist::Flaw;

mod co_handling;
pub mod kind;
mod says;
mod which;
mod words;

pub use co_handling::CoHandling;
pub use kind::{CATALOGUE, Ground, Kind};
pub use words::WrongState;

/// The rules said no. Nothing has changed, and the remedy says what would.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence().en)]
pub enum Refusal {
    /// The role may not do this at all.
    NotAllowed,
    /// Allowed, but not to this one; answered like an absent one, so that nobody learns what exists.
    NotYours,
    /// Somebody changed it since it was read.
    Stale {
        /// The version it has now.
        version: u64,
    },
    /// The case does not stand where this move starts.
    WrongState(Box<WrongState>),
    /// A reason is missing.
    ReasonNeeded,
    /// A refusal without telling what the enterprise can do.
    RemedyNeeded,
    /// A text longer than people read.
    TooLong {
        /// Longest, in characters.
        characters_max: usize,
    },
    /// Approving money without saying how much.
    AmountNeeded,
    /// An approved amount of nothing or less.
    AmountNotPositive,
    /// An amount for what is not paid in money.
    AmountNotAsked,
    /// A payment of another amount than is due.
    AmountDiffers {
        /// What is to be paid now.
        due: Money,
        /// What is left to pay in all.
        left: Money,
    },
    /// A reply to what waits for the allocation of its opening (M94).
    Provisional,
    /// Allocating an opening that has not closed.
    NotClosed {
        /// Its last day.
        to: Day,
    },
    /// Allocating an opening with cases that are not decided.
    Undecided {
        /// Their numbers.
        numbers: Vec<String>,
    },
    /// Ranking cases whose score nobody knows.
    Unscored {
        /// Their numbers.
        numbers: Vec<String>,
    },
    /// More cases than one allocation holds.
    TooManyClaims {
        /// How many it holds.
        cases_max: usize,
    },
    /// An opening with nothing to allocate.
    NothingClaimed,
    /// An instalment before its day.
    NotDueYet {
        /// The day it is paid from on.
        from: Day,
    },
    /// An instalment paid without saying how its condition was found met.
    ConditionUnproven,
    /// Asking back, or recording as paid back, nothing or more than there is.
    BeyondPaid {
        /// How much there is.
        left: Money,
    },
    /// A payment without its reference.
    ReferenceNeeded,
    /// A decision whose checklist is open, or says otherwise (M43).
    ChecklistOpen {
        /// Each fault.
        flaws: Vec<Flaw>,
    },
    /// The rules of co-handling (M11).
    CoHandling(CoHandling),
    /// Sending back without naming what is missing.
    NothingNamed,
    /// A material the item does not ask for.
    UnknownMaterial {
        /// What was named.
        material: String,
    },
    /// Sending back for what could have been told the first time (M73).
    ToldOnce {
        /// What had not been named then.
        materials: Vec<String>,
    },
    /// Sending back more often than the rules allow.
    SentBackTooOften {
        /// How often it may be.
        times_max: usize,
    },
    /// Materials that are required and not there.
    Missing {
        /// Their names.
        materials: Vec<Text>,
    },
    /// An extension that is no extension, too long, or the second one.
    ExtensionTooLong {
        /// Longest, in working days.
        working_days_max: u32,
    },
    /// A green channel whose promise is not shorter, or over already.
    NotShorter {
        /// Longest, in working days.
        working_days_max: u32,
    },
    /// An extension of what is late already.
    ExtensionTooLate,
    /// The department is not in the register, or had this case before.
    NoSuchDepartment,
    /// A complaint given to whom it is about (M84).
    OwnMatter,
    /// A move this kind of case does not know.
    NotForKind {
        /// The kind.
        kind: Text,
    },
    /// An objection to what is not public, or not any more.
    NotPublic,
    /// A second rating.
    RatedBefore,
    /// A score that is none.
    ScoreOutside {
        /// The best.
        score_max: u8,
    },
    /// Taking up again too late, or once too often.
    ReopenTooLate {
        /// In how many working days it could be.
        working_days_max: u32,
    },
    /// An approval beyond what there is to give (M94).
    Exhausted {
        /// Places left, where they are limited.
        places: Option<u64>,
        /// Money left, where it is limited.
        money: Option<Money>,
    },
    /// The notice would show what nobody may publish (M102).
    NoticeBlocked {
        /// What was found, each with its place.
        found: Vec<Text>,
    },
    /// What somebody wrote holds personal data that must not be kept (M102).
    PersonalData,
    /// An item that does not pass the admission tests of a run.
    NotAdmitted {
        /// Each test that fails.
        faults: Vec<Text>,
    },
    /// More or fewer days than may be given.
    AnswerDays {
        /// Fewest.
        least: i64,
        /// Most.
        most: i64,
    },
    /// The account is missing or cannot be one.
    AccountNeeded,
    /// The invitation was answered before.
    Answered,
    /// The time to answer is over.
    AnswerOver {
        /// The last day it was.
        until: Day,
    },
    /// A subscription to nothing.
    NothingWanted,
    /// The gathering began, or was called off.
    GatheringOver,
    /// The gathering has not begun.
    GatheringAhead,
    /// All seats are taken, and the waiting list is full.
    GatheringFull,
    /// Nothing to give up, or to note: they have no seat.
    NoSeat,
    /// A sign-up without an address where its sender is told.
    MailNeeded,
    /// There is no quiz, or not for who did not attend.
    NoQuiz,
    /// A clerk without the certificate this needs (M71).
    NotCertified {
        /// The training that leads to it.
        training: Text,
    },
    /// A demand that is not there, does not stand any more, or of which nothing is to be refunded (M44).
    NoSuchDemand,
    /// An assistant without a recorded authority of this enterprise (M49).
    NoAuthority,
    /// An assistant may not say where the enterprise is told (M49).
    OwnAddress,
    /// An authority that does not let this be done, or not for this item.
    AuthorityNarrow {
        /// What it would have to let be done.
        scope: Option<Text>,
    },
    /// An authority that does not hold yet.
    AuthorityAhead {
        /// Its first day.
        from: Day,
    },
    /// An authority whose time is over.
    AuthorityOver {
        /// Its last day.
        to: Day,
    },
    /// An authority that was revoked.
    AuthorityRevoked,
    /// Revoking what is over or was revoked before.
    AuthorityEnded,
    /// Authority at the counter without the scanned paper.
    PaperNeeded,
    /// An authority to nothing.
    NothingAuthorised,
    /// An authority for nobody.
    AssistantNeeded,
    /// A time that is none, is over, or is too long.
    AuthorityDays {
        /// Longest, in days.
        most: i64,
    },
    /// More authorities at once than an enterprise may give.
    AuthoritiesFull,
    /// The draft was submitted or discarded before.
    DraftClosed {
        /// The case it became.
        number: Option<CaseNumber>,
    },
    /// The contact is no mail address.
    ContactNeeded,
    /// Applications are not accepted on this day.
    NotOpen {
        /// The next opening, if one is announced.
        next: Option<(Day, Day)>,
    },
    /// The item is not in force on this day.
    NotInForce,
    /// The calculator says that conditions are not met.
    Ineligible {
        /// Each condition that is not met, with its clause.
        reasons: Vec<Text>,
    },
    /// The enterprise already has a case for this item in this opening.
    Twice {
        /// That case.
        number: CaseNumber,
    },
    /// No item, too many, or one twice.
    ItemsCount {
        /// How many one draft may be for.
        items_max: usize,
    },
    /// Items whose materials no one file would do for.
    MaterialsApart {
        /// Their names.
        materials: Vec<Text>,
    },
    /// What keeps items applied for together from becoming cases.
    Items {
        /// Of each item that is kept back: why, and how to mend it.
        refused: Vec<Text>,
    },
    /// A material that serves one application.
    NotReusable {
        /// Its name.
        material: Text,
    },
    /// What was handed in again is not valid any more.
    MaterialExpired {
        /// Names, each with its last day.
        materials: Vec<Text>,
    },
    /// A file the library does not hold.
    NotKept,
    /// More uploads than one draft may hold.
    TooManyUploads {
        /// How many it may hold.
        uploads_max: usize,
    },
    /// A kind of file this material does not take.
    MediaType {
        /// What it takes.
        accepted: Vec<String>,
    },
    /// A file larger than this material takes, or empty.
    FileSize {
        /// Largest, in bytes.
        bytes_max: u64,
    },
    /// A file name that is empty, too long or hides what it is.
    FileName,
    /// A digest that is none.
    Digest,
    /// The upload is not of this draft.
    NoSuchUpload,
    /// The upload was completed or refused before.
    UploadSettled,
    /// The policy does not stand where this move starts.
    WrongPolicyState {
        /// Where it stands.
        state: Text,
    },
    /// The newest version was not handed in for review.
    NotProposed {
        /// Where it stands.
        state: Text,
    },
    /// A version whose last day has passed.
    AlreadyOver {
        /// Its last day.
        to: Day,
    },
    /// A day that has passed, where only today or a later one will do.
    BackDated {
        /// Today.
        today: Day,
    },
    /// A day a decision is said to have fallen that has not come.
    NotYetDecided {
        /// Today.
        today: Day,
    },
    /// A version, interpretation or ruling that there is not.
    UnknownNumber {
        /// What was named.
        number: u64,
    },
    /// Who wrote a version may not publish it.
    SamePerson,
    /// The publishing gate found faults.
    GateShut {
        /// Each fault.
        faults: Vec<Text>,
    },
    /// A department needs one or two liaisons (M88).
    LiaisonCount {
        /// How many were given.
        given: usize,
    },
    /// A name, title or post left empty.
    NameNeeded {
        /// Which one.
        what: Text,
    },
    /// A post whose mail address is none.
    MailAddress {
        /// The title of the post.
        post: String,
    },
    /// A webhook channel without an address that can be one.
    WebhookAddress,
    /// The link acted before.
    LinkUsed,
    /// The time of the link is over.
    LinkExpired,
    /// The case went to somebody else since the mail was sent.
    LinkSuperseded,
    /// Not the code of the mail.
    WrongCode {
        /// How many tries are left.
        left: u8,
    },
    /// Too many wrong codes.
    LinkLocked,
}
