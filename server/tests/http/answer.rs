//! What came back.

use axum::http::{HeaderMap, StatusCode, header};

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
}

impl Answer {
    /// The value of a hidden field.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let wanted = format!("name=\"{name}\"");
        let mut inputs = self.body.split("<input").skip(1).filter_map(|it| it.split('>').next());
        let input = inputs.find(|input| input.contains(&wanted));
        let input = input.unwrap_or_else(|| panic!("no field {name} in {}", self.body));
        let value = input.split("value=\"").nth(1).expect("a value");
        value.split('"').next().unwrap().to_owned()
    }

    /// The two characters by which a message and a page know each other.
    #[track_caller]
    pub fn reference(&self) -> String {
        let after = self.body.split(">Ref ").nth(1);
        let after = after.unwrap_or_else(|| panic!("no reference in {}", self.body));
        after.chars().take(2).collect()
    }

    /// Where it redirects to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header's text; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Every cookie that is set, as it is set.
    pub fn cookies(&self) -> Vec<&str> {
        let set = self.headers.get_all(header::SET_COOKIE).iter();
        set.map(|value| value.to_str().unwrap()).collect()
    }

    /// Holds that it redirects there.
    #[track_caller]
    pub fn redirects_to(&self, path: &str) {
        assert_eq!((self.status, self.location()), (StatusCode::SEE_OTHER, path), "{}", self.body);
    }

    /// Holds that it is a page of this status.
    #[track_caller]
    pub fn is_page(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.body);
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8", "{}", self.body);
        assert!(self.body.contains("<h1"), "no heading: {}", self.body);
        self
    }

    /// Holds that it says this.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.holds(text), "{} says no {text:?}: {}", self.status, self.body);
        self
    }

    /// Whether it has this, whatever kind of space its words have between them.
    fn holds(&self, text: &str) -> bool {
        let plain = |text: &str| text.replace('\u{a0}', " ");
        plain(&self.body).contains(&plain(text))
    }

    /// Holds that it says nothing of this.
    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.holds(text), "{} says {text:?}: {}", self.status, self.body);
        self
    }
}
