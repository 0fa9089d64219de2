//! The table of rights (M92, M102).

use casework::access::{Operation, Reach, Role, may};

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
            || matches!(operation, Operation::Assess | Operation::CreateNeed);
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
    for operation in [
        Operation::DecideCase,
        Operation::ListTasks,
        Operation::ReadCase,
    ] {
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
