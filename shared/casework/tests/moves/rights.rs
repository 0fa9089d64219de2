//! The table of rights (M92, M102).

use casework::access::{Operation, Reach, Role, may};
use casework::refusal::Refusal;
use facts::{CreditCode, DepartmentId};

use crate::samples::id;

#[test]
fn every_operation_is_somebodys() {
    for operation in Operation::ALL {
        let allowed = Role::ALL
            .iter()
            .filter(|role| may(**role, *operation).is_some());
        assert!(allowed.count() > 0, "{}", operation.name());
        assert_eq!(
            may(Role::Platform, *operation),
            None,
            "our own functions come through no door"
        );
    }
}

#[test]
fn the_public_reads_and_asks_and_does_nothing_else() {
    for operation in Operation::ALL {
        let public = may(Role::Public, *operation).is_some();
        let harmless = operation.name().starts_with("read_")
            || operation.name().starts_with("list_")
            || [
                Operation::Assess,
                Operation::CreateNeed,
                Operation::CreateReceipt,
                Operation::VerifyReceipt,
                Operation::OpenCase,
                Operation::FollowCase,
                Operation::VerifyCase,
            ]
            .contains(operation);
        assert!(!public || harmless, "{}", operation.name());
    }
}

#[test]
fn an_enterprise_reaches_its_own_and_a_department_what_it_holds() {
    for operation in [
        Operation::ReadCase,
        Operation::SubmitDraft,
        Operation::ReadDocument,
        Operation::WriteProfile,
    ] {
        assert_eq!(
            may(Role::Enterprise, operation),
            Some(Reach::Own),
            "{}",
            operation.name()
        );
    }
    for operation in [Operation::DecideCase, Operation::ListTasks] {
        assert_eq!(
            may(Role::Officer, operation),
            Some(Reach::Department),
            "{}",
            operation.name()
        );
    }
    for operation in [Operation::ReleaseCase, Operation::PayCase] {
        assert_eq!(
            may(Role::Officer, operation),
            None,
            "M53, M44: {}",
            operation.name()
        );
        assert_eq!(
            may(Role::Enterprise, operation),
            None,
            "{}",
            operation.name()
        );
    }
}

/// The table as people read it, committed as `RIGHTS.md`: a change of rights is a change of that page.
#[test]
fn the_committed_matrix_is_what_the_table_says() {
    let mut page = String::from(
        "# Rights\n\nPrinted by a test from `access`. **own**: what one's enterprise owns; **dept**: what one's department holds or made; **part**: what it is asked as a co-handler; **any**: all of them. \
         `UPDATE=1 cargo test -p casework` prints it anew.\n\n| operation |",
    );
    for role in Role::ALL {
        page.push_str(&format!(" {} |", role.word()));
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(Role::ALL.len()));
    for operation in Operation::ALL {
        page.push_str(&format!("\n| `{}` |", operation.name()));
        for role in Role::ALL {
            let reach = match may(*role, *operation) {
                Some(Reach::Own) => "own",
                Some(Reach::Department) => "dept",
                Some(Reach::Part) => "part",
                Some(Reach::Concerned) => "dept or part",
                Some(Reach::Any) => "any",
                None => "",
            };
            page.push_str(&format!(" {reach} |"));
        }
    }
    page.push('\n');
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("RIGHTS.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "RIGHTS.md differs; print it with UPDATE=1 and read the diff"
    );
}

/// Every cell: role × operation × whose it is. Allowed is exactly what the table reaches; what is another's answers like what is absent.
#[test]
fn every_cell_reaches_its_own_and_no_further() {
    let (own, foreign) = (
        id::<CreditCode>("91420204MAFAKE035F"),
        id::<CreditCode>("91420202MAFAKE019W"),
    );
    let (ours, theirs) = (id::<DepartmentId>("jingxin"), id::<DepartmentId>("keji"));
    let whose = [
        (Some(&own), Some(&ours)),
        (Some(&own), Some(&theirs)),
        (Some(&foreign), Some(&ours)),
        (Some(&foreign), Some(&theirs)),
        (None, None),
    ];
    let mut cells = 0;
    for operation in Operation::ALL {
        for role in Role::ALL {
            for (enterprise, department) in whose {
                cells += 1;
                let told = crate::samples::actor(*role).reaches(*operation, enterprise, department);
                let enterprises = matches!(role, Role::Enterprise | Role::Agent);
                let departments = matches!(role, Role::Officer | Role::Editor | Role::Publisher);
                let expected = match may(*role, *operation) {
                    None => Err(Refusal::NotAllowed),
                    Some(Reach::Any) => Ok(()),
                    Some(Reach::Own) if enterprises && enterprise == Some(&own) => Ok(()),
                    Some(Reach::Department | Reach::Part | Reach::Concerned)
                        if departments && department == Some(&ours) =>
                    {
                        Ok(())
                    }
                    Some(Reach::Own | Reach::Department | Reach::Part | Reach::Concerned) => {
                        Err(Refusal::NotYours)
                    }
                };
                assert_eq!(told, expected, "{} {}", operation.name(), role.word());
            }
        }
    }
    assert_eq!(cells, Operation::ALL.len() * Role::ALL.len() * whose.len());
}
