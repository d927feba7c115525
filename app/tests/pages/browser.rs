//! A browser: it keeps cookies, follows redirects, and fills in the forms that a page has.

use app::ClientAddress;
use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use std::{collections::BTreeMap, net::IpAddr};
use tower::ServiceExt;
use tower_sessions::{MemoryStore, SessionManagerLayer};

/// A browser at one address.
pub struct Browser {
    pages: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The address that answered, after redirects.
    pub at: String,
}

impl Browser {
    /// A browser that comes to these pages for the first time.
    pub fn new(pages: Router) -> Self {
        let address: IpAddr = "192.0.2.7".parse().unwrap();
        let sessions = SessionManagerLayer::new(MemoryStore::default()).with_secure(false);
        let pages = pages.layer(Extension(ClientAddress(address))).layer(sessions);
        Self { pages, cookies: BTreeMap::new() }
    }

    /// Opens an address, and wherever it leads.
    pub async fn open(&mut self, at: &str) -> Answer {
        let answer = self.send(Method::GET, at, Vec::new(), &[]).await;
        self.follow(answer).await
    }

    /// Posts a form, and opens where it leads.
    pub async fn post(&mut self, at: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.send(Method::POST, at, form(fields), &[]).await;
        self.follow(answer).await
    }

    /// Fills in the form of a page that goes to `action`, its hidden fields included, and posts it.
    pub async fn submit(&mut self, page: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
        let form = page.form(action);
        let mut fields: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend(typed);
        self.post(action, &fields).await
    }

    /// Sends one request and follows nothing.
    pub async fn send(
        &mut self,
        method: Method,
        at: &str,
        body: Vec<u8>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(&method).uri(at);
        if method == Method::POST && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.header(header::COOKIE, cookies.join("; ")).body(Body::from(body));
        let response = self.pages.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        self.keep(&parts.headers);
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            at: at.to_owned(),
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Forgets every cookie, as people have their browsers do.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..5 {
            if answer.status != StatusCode::SEE_OTHER {
                break;
            }
            let to = answer.header("location").to_owned();
            assert!(to.starts_with('/') && !to.starts_with("//"), "{to}");
            answer = self.send(Method::GET, &to, Vec::new(), &[]).await;
        }
        answer
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap_or_default();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Its page with one kind of space between words.
    pub fn plain(&self) -> String {
        self.body.replace('\u{a0}', " ")
    }

    /// The answer, if its page says all of this.
    #[track_caller]
    pub fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.plain().contains(text), "{} lacks {text}:\n{}", self.at, self.body);
        }
        self
    }

    /// The answer, if its page says none of this.
    #[track_caller]
    pub fn hides(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(!self.plain().contains(text), "{} says {text}:\n{}", self.at, self.body);
        }
        self
    }

    /// The hidden fields of the form that goes to `action`.
    fn form(&self, action: &str) -> Vec<(String, String)> {
        let from = format!("action=\"{action}\"");
        let (_, form) = self
            .body
            .split_once(&from)
            .unwrap_or_else(|| panic!("{} has no form to {action}:\n{}", self.at, self.body));
        let form = form.split("</form>").next().unwrap_or_default();
        let inputs = form.split("<input").skip(1).filter(|input| input.contains("\"hidden\""));
        inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let value = tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest).unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let encoded = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}
