//! Style sheets without what only their authors need.

/// Removes comments, indentation and blank lines; strings and addresses stay as they were written.
pub fn strip(sheet: &str) -> String {
    let mut lean = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while !rest.is_empty() {
        let (kind, length) = token(rest);
        let (piece, after) = rest.split_at(length);
        match kind {
            Token::Space if piece.contains('\n') => end_line(&mut lean),
            Token::Comment if parts_two_words(&lean, after) => lean.push_str("/**/"),
            Token::Comment => {}
            Token::Space | Token::Verbatim => lean.push_str(piece),
        }
        rest = after;
    }
    end_line(&mut lean);
    lean
}

enum Token {
    Comment,
    Space,
    Verbatim,
}

/// The kind of the first token of a text that is not empty, and its length in bytes (at least 1).
fn token(rest: &str) -> (Token, usize) {
    let mut characters = rest.chars();
    match characters.next() {
        Some('/') if rest.starts_with("/*") => (Token::Comment, past(rest, 2, "*/")),
        Some(quote @ ('"' | '\'')) => (Token::Verbatim, string(rest, quote)),
        // A backslash takes the next character's meaning away, were it a quote or a slash.
        Some('\\') => (Token::Verbatim, 1 + characters.next().map_or(0, char::len_utf8)),
        Some('u' | 'U') if is_bare_address(rest) => (Token::Verbatim, past(rest, 4, ")")),
        Some(blank) if blank.is_ascii_whitespace() => {
            let ink = |character: char| !character.is_ascii_whitespace();
            (Token::Space, rest.find(ink).unwrap_or(rest.len()))
        }
        first => (Token::Verbatim, first.map_or(1, char::len_utf8)),
    }
}

/// The end of the first `mark` at or after `from`, or the end of the text.
fn past(rest: &str, from: usize, mark: &str) -> usize {
    let found = rest.get(from..).and_then(|inside| inside.find(mark));
    found.map_or(rest.len(), |at| from + at + mark.len())
}

fn string(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Whether a text begins with `url(` and no quote: there, `/*` opens no comment.
fn is_bare_address(rest: &str) -> bool {
    let Some((head, inside)) = rest.split_at_checked(4) else { return false };
    head.eq_ignore_ascii_case("url(") && !inside.trim_start().starts_with(['"', '\''])
}

/// Whether a comment here is all that keeps two words apart.
fn parts_two_words(before: &str, after: &str) -> bool {
    let open = |edge: Option<char>| edge.is_some_and(|character| !character.is_ascii_whitespace());
    open(before.chars().next_back()) && open(after.chars().next())
}

fn end_line(lean: &mut String) {
    lean.truncate(lean.trim_end_matches([' ', '\t']).len());
    if !lean.is_empty() && !lean.ends_with('\n') {
        lean.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_ignores_is_removed() {
        let cases = [
            ("", ""),
            ("/* head */\n\n  a {\n    color: red; /* why */\n  }\n", "a {\ncolor: red;\n}\n"),
            ("a{b:c}", "a{b:c}\n"),
            ("a { b: \"/* kept */  x\" }", "a { b: \"/* kept */  x\" }\n"),
            ("a { b: '\\'/* kept */' }", "a { b: '\\'/* kept */' }\n"),
            ("a { b: url(x/*.svg) } /* c */", "a { b: url(x/*.svg) }\n"),
            ("a { b: URL( \"x\" /* c */) }", "a { b: URL( \"x\" ) }\n"),
            ("a/* c */b {}", "a/**/b {}\n"),
            ("a /* c */ b {}", "a  b {}\n"),
            (".a\\\"b { c: d } /* e */", ".a\\\"b { c: d }\n"),
            ("a { b: \"नमस्ते /* x */\" }", "a { b: \"नमस्ते /* x */\" }\n"),
            ("a {} /* never closed", "a {}\n"),
            ("a { b: 'never closed", "a { b: 'never closed\n"),
            ("a\r\n\r\n  b", "a\nb\n"),
        ];
        for (sheet, lean) in cases {
            assert_eq!(strip(sheet), lean, "{sheet}");
        }
    }
}
