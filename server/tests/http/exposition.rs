//! A reader of the text format of Prometheus, version 0.0.4, that takes nothing for granted.

use std::collections::{BTreeMap, BTreeSet};

/// A line that says a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Its name.
    pub name: String,
    /// Its labels, in order.
    pub labels: Vec<(String, String)>,
    /// The number.
    pub value: f64,
}

/// Reads a page of metrics, or says which line is wrong.
pub fn parse(text: &str) -> Result<Vec<Sample>, String> {
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut samples = Vec::new();
    if !text.ends_with('\n') {
        return Err("the last line does not end".to_owned());
    }
    for line in text.lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            comment_of(comment, &mut kinds).ok_or_else(|| line.to_owned())?;
            continue;
        }
        let sample = sample(line).ok_or_else(|| line.to_owned())?;
        let family = family(&sample.name, &kinds).ok_or_else(|| line.to_owned())?;
        if !seen.insert(format!("{family}{:?}{}", sample.labels, sample.name)) {
            return Err(format!("twice: {line}"));
        }
        samples.push(sample);
    }
    histograms(&samples, &kinds)?;
    Ok(samples)
}

fn comment_of(comment: &str, kinds: &mut BTreeMap<String, String>) -> Option<()> {
    let mut words = comment.splitn(3, ' ');
    match (words.next()?, words.next()?, words.next()?) {
        ("HELP", name, _) => is_name(name).then_some(()),
        ("TYPE", name, kind @ ("counter" | "gauge" | "histogram")) if is_name(name) => {
            let counter_is_named = kind != "counter" || name.ends_with("_total");
            let fresh = kinds.insert(name.to_owned(), kind.to_owned()).is_none();
            (counter_is_named && fresh).then_some(())
        }
        _ => None,
    }
}

/// The declared family that a name belongs to.
fn family(name: &str, kinds: &BTreeMap<String, String>) -> Option<String> {
    if kinds.get(name).is_some_and(|kind| kind != "histogram") {
        return Some(name.to_owned());
    }
    let endings = ["_bucket", "_sum", "_count"];
    let stem = endings.into_iter().find_map(|ending| name.strip_suffix(ending))?;
    (kinds.get(stem)? == "histogram").then(|| stem.to_owned())
}

fn sample(line: &str) -> Option<Sample> {
    let (head, value) = line.rsplit_once(' ')?;
    let value = match value {
        "+Inf" => f64::INFINITY,
        value => value.parse().ok()?,
    };
    let (name, labels) = match head.split_once('{') {
        Some((name, rest)) => (name, labels(rest.strip_suffix('}')?)?),
        None => (head, Vec::new()),
    };
    is_name(name).then(|| Sample { name: name.to_owned(), labels, value })
}

fn labels(mut text: &str) -> Option<Vec<(String, String)>> {
    let mut labels = Vec::new();
    while !text.is_empty() {
        let (name, rest) = text.split_once("=\"")?;
        let (value, rest) = quoted(rest)?;
        if !is_name(name) || name.contains(':') || labels.iter().any(|(other, _)| other == name) {
            return None;
        }
        labels.push((name.to_owned(), value));
        text = match rest.strip_prefix(',') {
            Some(more) if !more.is_empty() => more,
            None if rest.is_empty() => rest,
            _ => return None,
        };
    }
    Some(labels)
}

/// The text up to the quote that ends it, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => value.push(match characters.next()?.1 {
                'n' => '\n',
                same @ ('"' | '\\') => same,
                _ => return None,
            }),
            other => value.push(other),
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    !name.is_empty() && name.chars().all(plain) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// Holds that buckets rise, end at +Inf, and that the last is the count.
fn histograms(samples: &[Sample], kinds: &BTreeMap<String, String>) -> Result<(), String> {
    for (name, _) in kinds.iter().filter(|(_, kind)| *kind == "histogram") {
        let bucket = format!("{name}_bucket");
        let mut rows: BTreeMap<String, Vec<(f64, f64)>> = BTreeMap::new();
        for it in samples.iter().filter(|it| it.name == bucket) {
            let (bounds, others): (Vec<_>, Vec<_>) =
                it.labels.iter().partition(|(label, _)| label == "le");
            let bound = match bounds.as_slice() {
                [(_, bound)] if bound == "+Inf" => f64::INFINITY,
                [(_, bound)] => bound.parse().map_err(|_| bound.clone())?,
                _ => return Err(format!("{bucket} without a bound")),
            };
            rows.entry(format!("{others:?}")).or_default().push((bound, it.value));
        }
        for (labels, row) in rows {
            let rises = row.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
            let last = row.last().copied().unwrap_or_default();
            let count = samples.iter().find(|it| {
                it.name == format!("{name}_count")
                    && format!("{:?}", it.labels.iter().collect::<Vec<_>>()) == labels
            });
            let whole = count.is_some_and(|it| (it.value - last.1).abs() < 0.5);
            if !rises || !last.0.is_infinite() || !whole {
                return Err(format!("{name} {labels}: {row:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_wrong_is_not_read() {
    let kind = "# TYPE a_total counter\n";
    for right in ["a_total 1\n", "a_total{b=\"c\\\"d\\\\\\n\",e=\"\"} 1.5\n"] {
        assert!(parse(&format!("{kind}{right}")).is_ok(), "{right}");
    }
    let wrong = [
        "a_total 1",
        "b 1\n",
        "a_total x\n",
        "a_total{b=\"c} 1\n",
        "a_total{b=\"c\"d=\"e\"} 1\n",
        "a_total{b=\"c\",b=\"d\"} 1\n",
        "a_total{b=\"\\x\"} 1\n",
        "a_total 1\na_total 2\n",
        "# TYPE a_total counter\n",
        "# TYPE c counter\n",
        "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_count 1\nh_sum 1\n",
        "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_count 1\nh_sum 1\n",
    ];
    for wrong in wrong {
        assert!(parse(&format!("{kind}{wrong}")).is_err(), "{wrong}");
    }
}
