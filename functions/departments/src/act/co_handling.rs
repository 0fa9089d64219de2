//! What the lead does about co-handling on its page: asks a further department, goes on without one that is overdue (M11).

use casework::case::Command;
use casework::case::co_handling::PartCommand;
use contract::case::AskPart;
use contract::convert::co_handling;
use contract::fault::Fault;
use pages::Values;

/// A further department is asked.
pub(super) fn ask(values: &Values) -> Result<Command, Vec<Fault>> {
    let text = |name: &str| values.one(name).to_owned();
    let days = values.one("part_days").parse();
    let body = AskPart {
        department: text("part_department"),
        asks: text("part_asks"),
        working_days: days.unwrap_or(0),
        reason: text("reason"),
    };
    co_handling::ask(&body).ok_or_else(|| {
        vec![Fault::new(
            "/part_department",
            "no_such_department",
            "请选择一个协办部门",
            "choose a department",
        )]
    })
}

/// Nobody waits any more for a part that is overdue.
pub(super) fn close(values: &Values) -> Result<Command, Vec<Fault>> {
    let reason = values.one("reason").to_owned();
    let part = values.one("part_closed").parse();
    let part = part.map_err(|_| {
        vec![Fault::new(
            "/part_closed",
            "part_needed",
            "请选择不再等待的协办部门",
            "choose the part to go on without",
        )]
    })?;
    Ok(Command::Part(PartCommand::Close { part, reason }))
}
