//! `check FILE…`: reads rule files here, without a city, and runs their own tests: what an editor does before handing in (M65).

use std::path::{Path, PathBuf};

use contract::convert::register::named_jurisdiction;
use contract::fault::Fault;
use contract::register::JurisdictionBody;
use contract::rule::PolicyDocument;

use crate::client::{Outcome, Trouble, trouble};
use crate::say;
use crate::seed;

/// Checks each file and prints what is wrong with it; a trouble if anything is.
pub(crate) fn check(files: &[PathBuf]) -> Outcome<()> {
    let mut jurisdictions = Vec::new();
    for sample in seed::samples("jurisdictions")? {
        let body: JurisdictionBody = contract::body::parse(sample.body.to_string().as_bytes())
            .map_err(|error| Trouble(format!("{}: {error}", sample.name)))?;
        jurisdictions.extend(named_jurisdiction(&sample.name, &body));
    }
    let mut wrong = 0_usize;
    for file in files {
        let bytes =
            std::fs::read(file).map_err(|error| Trouble(format!("{}: {error}", file.display())))?;
        let faults = match PolicyDocument::parse(&bytes) {
            Err(malformed) => malformed.faults,
            Ok(document) => {
                let misfits = document.misfits(&jurisdictions);
                if misfits.is_empty() {
                    let found = document.findings(&jurisdictions);
                    passed(file, &document, &found);
                    found
                } else {
                    misfits
                }
            }
        };
        faults.iter().for_each(|fault| told(file, fault));
        wrong = wrong.saturating_add(faults.len());
    }
    if wrong == 0 {
        Ok(())
    } else {
        trouble(format!("{wrong} 处需要改正 · {wrong} fault(s)"))
    }
}

fn passed(file: &Path, document: &PolicyDocument, found: &[Fault]) {
    if !found.is_empty() {
        return;
    }
    let tests: usize = document.items.iter().map(|item| item.tests.len()).sum();
    let items = document.items.len();
    say::line(format!(
        "{}：{items} 个事项、{tests} 个用例，全部通过 · {items} item(s), {tests} test(s), all well",
        file.display()
    ));
}

fn told(file: &Path, fault: &Fault) {
    let pointer = if fault.pointer.is_empty() {
        "/"
    } else {
        &fault.pointer
    };
    say::line(format!("{}:{pointer}: [{}]", file.display(), fault.code));
    say::line(format!("    {}", fault.zh));
    say::line(format!("    {}", fault.en));
}
