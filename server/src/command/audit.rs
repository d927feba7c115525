//! `medseal audit`

mod restored;

use crate::{
    cli::{Audit, Verify},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD};
use portal::{
    Portal,
    audit::{self, Report, counted},
    domain::audit::checkpoint::Checkpoint,
};
use std::{fs, path::Path, process::ExitCode};

mod reports;

/// The log is not as it was sealed.
const NOT_AS_SEALED: u8 = 5;

/// Verifies the log, or prints its head or its key.
pub(crate) async fn run(home: &Home, config: Config, asked: &Audit) -> anyhow::Result<ExitCode> {
    let nature = Nature::of_the_machine();
    match asked {
        Audit::Verify(asked) => {
            let wiring = Wiring::look(home, config, &nature).await?;
            verify(&wiring, asked).await
        }
        Audit::Checkpoint => {
            let wiring = Wiring::open(home, config, &nature).await?;
            audit::seal(&wiring.portal).await.context("cannot seal the audit log")?;
            let head = audit::checkpoint(&wiring.portal).await?;
            print!("{}", head.context("the log is empty, so it has no head yet")?);
            Ok(ExitCode::SUCCESS)
        }
        Audit::Key => {
            let wiring = Wiring::look(home, config, &nature).await?;
            println!("{}", audit::verifier(&wiring.portal).text());
            Ok(ExitCode::SUCCESS)
        }
        Audit::Restored => restored::run(home, config).await,
        Audit::Reports => {
            reports::list(&Wiring::look(home, config, &nature).await?.portal).await?;
            Ok(ExitCode::SUCCESS)
        }
        Audit::Show(asked) => {
            reports::show(&Wiring::look(home, config, &nature).await?.portal, asked.event).await?;
            Ok(ExitCode::SUCCESS)
        }
        Audit::LookedAt(asked) => {
            let wiring = Wiring::look(home, config, &nature).await?;
            reports::looked_at(&wiring.portal, asked.event).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn verify(wiring: &Wiring, asked: &Verify) -> anyhow::Result<ExitCode> {
    let portal = &wiring.portal;
    let since = asked.since.as_deref().map(|file| witnessed(portal, file)).transpose()?;
    let report = audit::verify(portal, since.as_ref(), wiring.config.retention.audit()).await?;
    let Report { size, heads, waiting, .. } = report;
    let (size, heads) = (events(size), counted(heads, "signed checkpoint", "signed checkpoints"));
    let waiting = counted(waiting, "more waits for its own", "more wait for theirs");
    println!("{size} under {heads}; {waiting}");
    println!("root {}", STANDARD.encode(report.root));
    if let Some(extension) = &report.extension {
        let length = extension.proof.len().try_into().unwrap_or(u64::MAX);
        let (from, length) = (events(extension.from), counted(length, "hash", "hashes"));
        println!("extends the checkpoint over {from}, by this proof of {length}:");
        for hash in &extension.proof {
            println!("  {}", STANDARD.encode(hash));
        }
    }
    if report.findings.is_empty() {
        println!("The log is as it was sealed.");
        return Ok(ExitCode::SUCCESS);
    }
    for finding in report.findings.told() {
        println!("{finding}");
    }
    if report.findings.more() > 0 {
        println!("and {} more", report.findings.more());
    }
    println!("The log is NOT as it was sealed; docs/runbooks/audit-log.md says what to do.");
    Ok(ExitCode::from(NOT_AS_SEALED))
}

fn events(amount: u64) -> String {
    counted(amount, "event", "events")
}

/// The head in a file, which the log's key must have signed.
fn witnessed(portal: &Portal, file: &Path) -> anyhow::Result<Checkpoint> {
    let name = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    audit::witnessed(&audit::verifier(portal), &text)
        .with_context(|| format!("{name} is no checkpoint that the key of this log signed"))
}
