//! The people of the sample city, as the development issuer knows them. Posts, not persons.

use serde_json::{Value, json};

use crate::cli::text;
use crate::client::Outcome;
use crate::seed;

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Id at the issuer, also the `sub` claim.
    pub(crate) id: String,
    /// Shown on the sign-in page.
    pub(crate) label_zh: String,
    /// The same in English.
    pub(crate) label_en: String,
    /// Claims of the token.
    pub(crate) claims: Value,
}

/// Everybody: one per role of the city, three per department, one per sample enterprise.
pub(crate) fn everybody() -> Outcome<Vec<Person>> {
    let mut people = of_the_city();
    for sample in seed::samples("departments")? {
        people.extend(of_a_department(
            &sample.name,
            text(&sample.body, "/name/zh"),
        ));
    }
    for sample in seed::samples("enterprises")? {
        let code = text(&sample.body, "/enterprise").to_owned();
        let name = text(&sample.body, "/name").to_owned();
        people.push(Person {
            claims: json!({ "name": name, "roles": ["enterprise"], "enterprise": code }),
            label_zh: format!("{name}（企业）"),
            label_en: format!("enterprise {code}"),
            id: code,
        });
    }
    Ok(people)
}

fn of_the_city() -> Vec<Person> {
    [
        ("clerk", "专窗受理岗", "clerk at the counter"),
        ("lead", "专窗负责岗", "lead of the counter"),
        ("agent", "市民之家帮办岗", "assistant at the Citizens' Home"),
        ("finance", "财政拨付岗", "finance"),
        ("coordinator", "统筹协调岗", "coordinator"),
        ("auditor", "监督岗", "auditor"),
        ("operator", "系统运维岗", "operator"),
    ]
    .into_iter()
    .map(|(role, zh, en)| Person {
        id: role.to_owned(),
        label_zh: zh.to_owned(),
        label_en: en.to_owned(),
        claims: json!({ "name": zh, "roles": [role] }),
    })
    .collect()
}

fn of_a_department(department: &str, name: &str) -> Vec<Person> {
    [
        ("editor", "政策编辑岗"),
        ("publisher", "政策发布岗"),
        ("officer", "经办岗"),
    ]
    .into_iter()
    .map(|(role, post)| Person {
        id: format!("{department}-{role}"),
        label_zh: format!("{name}{post}"),
        label_en: format!("{role} of {department}"),
        claims: json!({ "name": format!("{name}{post}"), "roles": [role], "department": department }),
    })
    .collect()
}
