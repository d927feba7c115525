//! `medseal audit reports`, `show` and `looked-at`: what patients say was not them.

use jiff::Timestamp;
use portal::{
    Portal, Refusal,
    audit::{self, Shown, Waiting, Who},
    domain::{Millis, id::EventId},
};

/// Lists the lines that wait to be looked at.
pub(super) async fn list(portal: &Portal) -> anyhow::Result<()> {
    let waiting = audit::reports(portal).await?;
    for Waiting { event, at, number, more } in &waiting {
        let number = named(number.as_deref());
        println!("{event}  reported {}  patient {number}{}", moment(*at), and_more(*more));
    }
    match waiting.len() {
        0 => println!("Nothing waits to be looked at."),
        _ => println!(
            "`medseal audit show EVENT` tells more; `medseal audit looked-at EVENT` once it is done."
        ),
    }
    Ok(())
}

/// Shows a line.
pub(super) async fn show(portal: &Portal, event: EventId) -> anyhow::Result<()> {
    let shown =
        audit::show(portal, event).await.map_err(|why| told(why, "no line has this name"))?;
    let Shown { id, at, event, number, line, pharmacy, token, look_up, genuine, .. } = &shown;
    println!("event    {id}\nat       {}\nkind     {}", moment(*at), event.name());
    println!("patient  {}\nby       {}", named(number.as_deref()), by(&shown));
    let about = [
        line.map(|it| it.to_string()),
        pharmacy.map(|it| format!("pharmacy {it}")),
        token.map(|it| format!("token {it}")),
        look_up.map(|it| format!("look-up {it}; `medseal pharmacy look-up {it}` tells more")),
    ];
    for about in about.into_iter().flatten() {
        println!("about    {about}");
    }
    if !genuine {
        println!("This line is NOT as the portal wrote it; see `medseal audit verify`.");
    }
    Ok(())
}

/// Notes that a line was looked at.
pub(super) async fn looked_at(portal: &Portal, event: EventId) -> anyhow::Result<()> {
    let done = audit::looked_at(portal, event).await;
    done.map_err(|why| told(why, "nobody reported this line, or it was looked at already"))?;
    println!("Noted. The patient sees that the clinic has looked at it.");
    Ok(())
}

fn told(why: Refusal, missing: &'static str) -> anyhow::Error {
    match why {
        Refusal::NotFound => anyhow::anyhow!(missing),
        other => anyhow::Error::from(other).context("cannot read the log"),
    }
}

fn by(shown: &Shown) -> String {
    match (shown.who, &shown.staff) {
        (None, _) => "no longer kept".to_owned(),
        (Some(Who::Clinic), Some(staff)) => format!("the clinic: {staff}"),
        (Some(Who::Clinic), None) => "the clinic".to_owned(),
        (Some(Who::Pharmacy { .. }), staff) => {
            let pharmacy = shown.counter.as_deref().unwrap_or("a pharmacy");
            staff.as_ref().map_or(pharmacy.to_owned(), |staff| format!("{pharmacy}: {staff}"))
        }
        (Some(Who::Browser), _) => "a browser".to_owned(),
        (Some(Who::Guardian(_)), _) => "a guardian, in a browser".to_owned(),
    }
}

fn named(number: Option<&str>) -> &str {
    number.unwrap_or("-")
}

fn and_more(more: u64) -> String {
    match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

fn moment(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).map_or_else(|_| "-".to_owned(), |at| format!("{at:.0}"))
}
