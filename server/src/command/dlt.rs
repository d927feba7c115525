//! `medseal dlt`

use crate::{cli::Check, config::Config, home::Home, templates::Source};
use courier::template::{Finding, Lint, Template, Weight};
use std::{fmt::Write, process::ExitCode};

/// The columns: their names, and whether they hold numbers.
const COLUMNS: [(&str, bool); 8] = [
    ("TEMPLATE", false),
    ("PURPOSE", false),
    ("LANGUAGE", false),
    ("CHANNEL", false),
    ("ENCODING", false),
    ("UNITS", true),
    ("PARTS", true),
    ("VERDICT", false),
];

/// Looks at templates, and prints each with what it costs and everything that was found.
pub(crate) fn check(home: &Home, config: &Config, check: &Check) -> anyhow::Result<ExitCode> {
    let source = match &check.file {
        Some(file) => Source::File(file.clone()),
        None => Source::of(home, config),
    };
    let read = source.lint(config)?;
    print!("{}", report(&read, &source.to_string()));
    let wrong = read.findings.iter().any(|finding| finding.fault.weight() == Weight::Error);
    Ok(if wrong { ExitCode::from(3) } else { ExitCode::SUCCESS })
}

fn report(read: &Lint, source: &str) -> String {
    let mut rows = vec![COLUMNS.map(|(name, _)| name.to_owned())];
    rows.extend(read.templates.iter().map(|template| row(template, read)));
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).zip(COLUMNS).map(|((cell, width), (_, number))| {
            if number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text.push('\n');
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) =
        read.findings.iter().partition(|finding| finding.fault.weight() == Weight::Error);
    let lines = errors.iter().map(|f| ("error", f)).chain(warnings.iter().map(|f| ("warning", f)));
    for (weight, finding) in lines {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{weight:<8} {finding}");
    }
    let _ = writeln!(
        text,
        "{source}: {} template(s), {} error(s), {} warning(s). Operators charge each part as one message; units and \
         parts are those of the longest text.",
        read.templates.len(),
        errors.len(),
        warnings.len(),
    );
    text
}

fn row(template: &Template, read: &Lint) -> [String; COLUMNS.len()] {
    let verdict = match read.worst(template.id()) {
        None => "ok",
        Some(Weight::Warning) => "warning",
        Some(Weight::Error) => "ERROR",
    };
    let none = || "-".to_owned();
    let (encoding, units, parts) = template.parts().map_or_else(
        || (none(), none(), none()),
        |parts| (parts.encoding.name().into(), parts.units.to_string(), parts.count.to_string()),
    );
    [
        template.id().to_owned(),
        template.purpose().to_owned(),
        template.language().tag().to_owned(),
        template.channel().name().to_owned(),
        encoding,
        units,
        parts,
        verdict.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use courier::{Templates, template::lint};

    #[test]
    fn each_template_has_a_line_and_each_finding_another() {
        let text = Templates::BUILT_IN.replacen("MEDSEL", "MEDS", 1);
        let text = text.replacen("service-implicit", "transactional", 2);
        let said = report(&lint(&text, &[]), "a.toml");
        let lines: Vec<&str> = said.lines().collect();
        // Columns are as wide as what stands in them, which the templates say.
        let words = |line: &&str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let all = Templates::BUILT_IN.matches("[[template]]").count();
        let expected = [
            "TEMPLATE PURPOSE LANGUAGE CHANNEL ENCODING UNITS PARTS VERDICT",
            "sign-in-en-sms sign-in en sms GSM-7 126 1 ERROR",
            "sign-in-hi-sms sign-in hi sms UCS-2 118 2 warning",
            "open-report-en-sms open-report en sms GSM-7 132 1 ok",
        ];
        assert_eq!(lines[..4].iter().map(words).collect::<Vec<_>>(), expected, "{said}");
        let starts = |line: &&str| line.find("PURPOSE").or_else(|| line.find("sign-in "));
        assert_eq!(starts(&lines[0]), starts(&lines[1]), "{said}");
        assert!(lines[5].ends_with("voice    -             -      -  ok"), "{said}");
        assert_eq!(lines[all + 1], "");
        assert!(
            lines[all + 2].starts_with("error    template sign-in-en-sms: its header"),
            "{said}"
        );
        assert!(
            lines[all + 3].starts_with("warning  template sign-in-en-sms: operators keep"),
            "{said}"
        );
        assert!(
            lines[all + 4].starts_with("warning  template sign-in-hi-sms: operators keep"),
            "{said}"
        );
        assert!(
            lines[all + 5]
                .starts_with(&format!("a.toml: {all} template(s), 1 error(s), 2 warning(s).")),
            "{said}"
        );
        assert_eq!(lines.len(), all + 6);
    }
}
