//! The words of `medseal pharmacy` and `medseal token`.

use clap::{Args, Subcommand};
use portal::domain::{
    id::{TokenId, VerificationId},
    pharmacy::Scope,
};

/// `medseal pharmacy`
#[derive(Debug, Subcommand)]
pub(crate) enum Pharmacy {
    /// Add a pharmacy, by the name that patients read in their messages
    Add(Named),
    /// List the pharmacies
    List,
    /// Take a pharmacy away: nobody signs in there any more, and its systems' tokens admit to nothing
    End(Named),
    /// Count what each pharmacy did since a day
    Report(Report),
    /// Show who looked something up, who stood for it and why, and what came of it
    LookUp(OneLookUp),
}

/// `medseal pharmacy add` and `medseal pharmacy end`
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The pharmacy's name
    pub name: String,
}

/// `medseal pharmacy report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The first day, such as 2026-11-01, where the clinic is
    #[arg(long, value_name = "DAY")]
    pub since: String,
}

/// `medseal pharmacy look-up`
#[derive(Debug, Args)]
pub(crate) struct OneLookUp {
    /// The look-up, as the alarm or `medseal audit show` names it
    #[arg(value_name = "ID")]
    pub id: VerificationId,
}

/// `medseal token`
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Make a token for a pharmacy's own system, and show it once
    Add(AddToken),
    /// List the tokens, but not their secrets
    List,
    /// Revoke a token
    Revoke(OneToken),
}

/// `medseal token add`
#[derive(Debug, Args)]
pub(crate) struct AddToken {
    /// The pharmacy's name
    #[arg(long, value_name = "NAME")]
    pub pharmacy: String,
    /// What you call it, such as the system that it is for
    #[arg(long, value_name = "NAME", default_value = "system")]
    pub name: String,
    /// What it admits to: verify, dispense, or both with a space between them
    #[arg(long, value_parser = scopes, value_name = "SCOPES")]
    pub scope: Scopes,
    /// For how many days
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=366))]
    pub days: u16,
}

/// What a token admits to.
#[derive(Clone, Debug)]
pub(crate) struct Scopes(pub Vec<Scope>);

fn scopes(text: &str) -> Result<Scopes, String> {
    let known = || Scope::text(&Scope::ALL).replace(' ', ", ");
    Scope::list(text).map(Scopes).ok_or_else(|| format!("give one or several of {}", known()))
}

/// `medseal token revoke`
#[derive(Debug, Args)]
pub(crate) struct OneToken {
    /// The token, as `token list` names it
    #[arg(value_name = "ID")]
    pub id: TokenId,
}
