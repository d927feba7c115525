//! Reads a page's tags as a browser does, to see what it would run, load and send.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name, in small letters.
    pub name: String,
    /// Its attributes, with the characters their escapes stand for.
    pub attributes: Vec<(String, String)>,
    /// The text up to the next tag.
    pub text: String,
}

impl Tag {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page, in order (WHATWG HTML, section 13.2.5, for what a page of ours may hold).
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = after;
            tags.push(tag);
        }
    }
    tags
}

fn tag(html: &str) -> (Tag, &str) {
    let end = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    let (name, mut rest) = html.split_at(html.find(end).expect("an end of a tag's name"));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            let text = after.split('<').next().unwrap_or_default().to_owned();
            return (Tag { name: name.to_ascii_lowercase(), attributes, text }, after);
        }
        let (attribute, after) = attribute(rest);
        attributes.push(attribute);
        rest = after;
    }
}

fn attribute(html: &str) -> ((String, String), &str) {
    let end = |c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=');
    let (name, rest) = html.split_at(html.find(end).expect("an end of an attribute's name"));
    let name = name.to_ascii_lowercase();
    let Some(rest) = rest.strip_prefix('=') else { return ((name, String::new()), rest) };
    let (value, rest) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote).expect("an end of a value"),
        _ => rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>').expect("an end")),
    };
    ((name, plain(value)), rest)
}

/// Undoes the escapes that a page of ours may hold.
pub fn plain(text: &str) -> String {
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let numeric = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#38;", "&"), ("&amp;", "&")];
    let mut text = text.to_owned();
    for (escaped, character) in escapes.into_iter().chain(numeric) {
        text = text.replace(escaped, character);
    }
    text
}

/// What a page would run or load that is not its own: inline scripts and styles, handlers, foreign addresses.
pub fn faults(html: &str, nonce: Option<&str>) -> Vec<String> {
    tags(html).iter().flat_map(|tag| faults_of(tag, nonce)).collect()
}

fn faults_of(tag: &Tag, nonce: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let known = ELEMENTS.split_whitespace().any(|name| name == tag.name);
    let mut fault = |is: bool, why: &str| is.then(|| faults.push(format!("{why}: {tag:?}")));
    fault(!known, "an element no page of ours has");
    fault(tag.name == "style", "an inline style");
    if tag.name == "script" {
        fault(tag.get("src").is_none() || !tag.text.trim().is_empty(), "an inline script");
        fault(nonce.is_some() && tag.get("nonce") != nonce, "a script without the page's nonce");
    }
    for (name, value) in &tag.attributes {
        fault(name.starts_with("on"), "a handler");
        fault(name == "style" || name == "srcdoc", "an inline attribute");
        let leads = matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "poster");
        fault(leads && !is_ours(value), "a foreign address");
        let refresh = name == "content" && tag.get("http-equiv") == Some("refresh");
        let to = value.split_once(";url=").map_or("", |(_, to)| to);
        fault(refresh && !is_ours(to), "a foreign address");
    }
    faults
}

/// Whether an address stays on our pages, or rings the clinic.
fn is_ours(address: &str) -> bool {
    let local = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    local || address.starts_with('#') || address.starts_with("tel:+") || is_mail(address)
}

fn is_mail(address: &str) -> bool {
    address.starts_with("mailto:")
}

/// Every element that a page of ours has.
const ELEMENTS: &str = "html head meta title link noscript script body a header nav main footer section aside div \
    p span strong br h1 h2 h3 ul ol li dl dt dd table caption thead tbody tr th td form fieldset legend input button label \
    select option details summary dialog svg g path circle rect line polyline polygon text desc figure figcaption time \
    leptos-island leptos-children";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_with_its_quotes_and_escapes() {
        let read = tags("a<p x=\"1 > 2\" Y='&lt;' z=3 w>b</p><!-- c --><br/>");
        let attributes = [("x", "1 > 2"), ("y", "<"), ("z", "3"), ("w", "")];
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(read[0].attributes, attributes);
        assert_eq!(read.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["p", "br"]);
        assert_eq!(read[0].text, "b");
    }

    #[test]
    fn what_a_page_must_not_hold_is_found() {
        let cases = [
            ("<p class=a>b</p><a href=\"/labs\">c</a><a href='#d'>d</a>", 0),
            ("<script nonce=\"n\" src=\"/a.js\"></script>", 0),
            ("<script src=\"/a.js\"></script>", 1),
            ("<script nonce=\"n\">alert(1)</script>", 1),
            ("<img src=x onerror=alert(1)>", 3),
            ("<p style=\"color:red\">", 1),
            ("<p onclick=\"a()\">", 1),
            ("<a href=\"javascript:alert(1)\">", 1),
            ("<a href=\"//evil.example\">", 1),
            ("<form action=\"https://evil.example\">", 1),
            ("<meta http-equiv=\"refresh\" content=\"1;url=https://evil.example\">", 1),
        ];
        for (html, expected) in cases {
            assert_eq!(faults(html, Some("n")).len(), expected, "{html}");
        }
    }
}
