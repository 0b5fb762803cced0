//! What others wrote and this project uses: where it comes from, its licences, and what is known against it.
//!
//! Decides nothing itself: `deny.toml` holds the rules for crates, npm's registry those for its packages. Where a tool
//! or its source cannot be reached, the answer is "not checked", never "passed".

use super::chain::Verdict;
use crate::{
    tools::{self, path::on_path},
    workspace::Workspace,
};
use anyhow::{Result, bail};
use xshell::cmd;

/// The npm packages that what is shipped is built with.
const NPM: &str = "tests/e2e";

/// Licences and sources of every crate in the lock file, which no network is needed for.
pub fn crates(workspace: &Workspace) -> Result<Verdict> {
    if let Some(missing) = no_cargo_deny(workspace) {
        return Ok(missing);
    }
    let sh = &workspace.shell;
    cmd!(
        sh,
        "cargo deny --locked --offline --workspace check bans licenses sources"
    )
    .run()?;
    Ok(Verdict::Holds)
}

/// Advisories about the crates in the lock file.
pub fn crate_advisories(workspace: &Workspace) -> Result<Verdict> {
    if let Some(missing) = no_cargo_deny(workspace) {
        return Ok(missing);
    }
    let sh = &workspace.shell;
    let fetched = cmd!(sh, "cargo deny fetch db").quiet().ignore_stderr();
    if fetched.run().is_err() {
        return Ok(not_checked("the advisory database cannot be fetched"));
    }
    cmd!(
        sh,
        "cargo deny --locked --workspace check --disable-fetch advisories"
    )
    .run()?;
    Ok(Verdict::Holds)
}

/// Advisories about the npm packages.
pub fn npm_advisories(workspace: &Workspace) -> Result<Verdict> {
    let sh = &workspace.shell;
    if on_path(workspace, "npm").is_none() {
        return Ok(not_checked("npm is not installed"));
    }
    let directory = workspace.root.join(NPM);
    let audit = cmd!(
        sh,
        "npm audit --prefix {directory} --package-lock-only --audit-level=high --json"
    );
    let output = audit.quiet().ignore_status().output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    match audited(&said, output.status.success()) {
        Some(true) => Ok(Verdict::Holds),
        Some(false) => bail!("npm knows something against packages of {NPM}:\n{said}"),
        None => Ok(not_checked("npm's registry gives no advisories")),
    }
}

/// Whether npm found nothing; none if it could not look. It exits alike for what it found and for what it could not ask.
fn audited(said: &str, exited_well: bool) -> Option<bool> {
    said.contains("\"auditReportVersion\"")
        .then_some(exited_well)
}

fn no_cargo_deny(workspace: &Workspace) -> Option<Verdict> {
    let missing = tools::ensure_cargo_deny(workspace).err()?;
    Some(not_checked(&format!("there is no cargo-deny: {missing}")))
}

fn not_checked(reason: &str) -> Verdict {
    Verdict::NotChecked(reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x24_a_registry_that_does_not_answer_is_not_a_clean_report() {
        let report = r#"{ "auditReportVersion": 2, "vulnerabilities": {} }"#;
        assert_eq!(audited(report, true), Some(true));
        assert_eq!(audited(report, false), Some(false));
        assert_eq!(
            audited(r#"{ "message": "405 Method Not Allowed" }"#, false),
            None
        );
        assert_eq!(audited("", true), None);
    }
}
