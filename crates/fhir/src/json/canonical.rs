//! One text for one content.

use super::Node;
use std::fmt::Write;

/// The tree as JSON without spaces, members sorted by name: the same for every way of writing the same content.
pub(crate) fn canonical(node: &Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: &Node, out: &mut String) {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(true) => out.push_str("true"),
        Node::Bool(false) => out.push_str("false"),
        Node::Number(text) => out.push_str(text),
        Node::Text(text) => write_text(text, out),
        Node::List(items) => write_items(items, out),
        Node::Object(members) => {
            out.push('{');
            for (place, (name, value)) in members.iter().enumerate() {
                separate(place, out);
                write_text(name, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn write_items(items: &[Node], out: &mut String) {
    out.push('[');
    for (place, item) in items.iter().enumerate() {
        separate(place, out);
        write(item, out);
    }
    out.push(']');
}

fn separate(place: usize, out: &mut String) {
    if place > 0 {
        out.push(',');
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Writing to a String cannot fail.
            c if c.is_control() => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::node;

    fn canon(text: &str) -> String {
        canonical(&node(serde_json::from_str(text).unwrap()).unwrap())
    }

    #[test]
    fn order_spaces_and_escapes_do_not_matter_but_content_does() {
        let one = canon(r#"{ "b" : [1, 2.50, null],  "a":"\u0041\n\"" , "c": true}"#);
        assert_eq!(one, r#"{"a":"A\u000a\"","b":[1,2.50,null],"c":true}"#);
        assert_eq!(one, canon(r#"{"c":true,"a":"A\n\u0022","b":[1,2.50,null]}"#));
        assert_ne!(one, canon(r#"{"c":true,"a":"A\n\u0022","b":[1,2.5,null]}"#));
        assert_ne!(one, canon(r#"{"c":false,"a":"A\n\u0022","b":[1,2.50,null]}"#));
    }
}
