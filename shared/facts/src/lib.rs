//! What the country defines and everybody shares: codes, places, industries, size classes, money, days and working days.
//!
//! Everything here is a value or a pure function over values: parsing answers with what is wrong, arithmetic is exact and total,
//! days are days in Asia/Shanghai (UTC+8 all year). Calendars, jurisdictions and code tables are data that arrive as arguments.
//!
//! Deliberately absent: any policy, any case, JSON, input and output, and the clock.

mod calendar;
mod case_number;
mod credit_code;
mod day;
mod division;
mod id;
mod industry;
mod money;
pub mod personal_data;
pub mod size_class;
mod text;

pub use calendar::{Calendar, CalendarYear, DayKind, NamedDay, Status};
pub use case_number::{CaseNumber, NotACaseNumber};
pub use credit_code::{CreditCode, NotACreditCode, OwnerKind};
pub use day::{Day, Instant, NotADay, NotAnInstant};
pub use division::{Division, Jurisdiction, NotADivision};
pub use id::{
    AuthorityId, DepartmentId, DraftId, GatheringId, ID_CHARACTERS_MAX, ItemId, JurisdictionId,
    MaterialId, NotAnId, ParentId, PolicyId, UploadId,
};
pub use industry::{Industry, IndustryPattern, NotAnIndustry};
pub use money::{Money, NotANumber, Number, Rate, Ratio};
pub use size_class::SizeClass;
pub use text::Text;
