//! Who did it, as a timeline says: never a person's name, but for an assistant, who acts in two names (M49).

use super::event::Recorded;
use crate::Text;
use crate::access::Role;

/// The department by its name, an assistant with whom and under what it acted, everybody else by their role.
pub(super) fn by(recorded: &Recorded, department: Option<&Text>) -> Text {
    if let Some(under) = &recorded.by.under {
        let (agent, enterprise, id) = (&under.agent, &under.enterprise, &under.authority);
        return Text::new(
            format!("{agent}（帮办）代{enterprise}，授权编号 {id}"),
            format!("{agent} for {enterprise} under authority {id}"),
        );
    }
    match (recorded.by.role, department) {
        (Role::Officer, Some(department)) => department.clone(),
        (role, _) => {
            let (zh, en) = role.title();
            Text::new(zh, en)
        }
    }
}
