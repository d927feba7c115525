//! A browser without a screen: keeps cookies, sends forms as our own pages would.

use crate::{answer::Answer, wire};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, HeaderValue, Method, Request, header},
    response::Response,
};
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};
use tower::ServiceExt;

/// What our own pages send with a form.
pub const OWN: [(&str, &str); 2] =
    [("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8080")];

/// How a browser reaches the portal.
#[derive(Clone)]
pub enum Way {
    /// In this process.
    Within(Router),
    /// Over a socket, to a process of its own.
    Wire(SocketAddr),
}

/// A browser.
#[derive(Clone)]
pub struct Browser {
    /// How it reaches the portal.
    pub way: Way,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
    /// The address that its connections come from.
    pub peer: IpAddr,
    /// The host that it believes it talks to.
    host: &'static str,
    /// The language it asks for; none for one that does not say.
    pub accepts: Option<&'static str>,
    /// What it says that it is; none for one that does not say.
    pub agent: Option<&'static str>,
}

impl Browser {
    /// One that has never been anywhere.
    pub fn new(router: Router) -> Self {
        Self::on(Way::Within(router))
    }

    /// One that has never been anywhere, and goes over a socket.
    pub fn over_the_wire(to: SocketAddr) -> Self {
        Self::on(Way::Wire(to))
    }

    fn on(way: Way) -> Self {
        let peer = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let host = "127.0.0.1:8080";
        Self { way, cookies: BTreeMap::new(), peer, host, accepts: None, agent: None }
    }

    /// The same browser, which knows the portal by this name.
    pub fn calling(self, host: &'static str) -> Self {
        Self { host, ..self }
    }

    /// The same browser in front of another node.
    pub fn at(&self, node: &Router) -> Self {
        Self { way: Way::Within(node.clone()), ..self.clone() }
    }

    /// The same browser in front of another process.
    pub fn moved(&self, to: SocketAddr) -> Self {
        Self { way: Way::Wire(to), ..self.clone() }
    }

    /// Reads a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// Reads a page, or the one it leads to.
    pub async fn visit(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                return answer;
            }
            answer = self.get(answer.location()).await;
        }
        panic!("{path} leads around in circles")
    }

    /// Sends a form of our own.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, &OWN, fields).await
    }

    /// As [`Browser::post`]; nothing when the connection breaks before there is an answer.
    pub async fn try_post(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let form = serde_urlencoded::to_string(fields).unwrap();
        let mut request = self.request(Method::POST, path, Body::from(form));
        let own = [("content-type", "application/x-www-form-urlencoded"), OWN[0], OWN[1]];
        for (name, value) in own {
            request.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        self.try_exchange(request).await
    }

    /// Sends a form of our own as a page's script does, which wants data back.
    pub async fn ask(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let [site, origin] = OWN;
        self.post_with(path, &[site, origin, ("accept", "application/json")], fields).await
    }

    /// Sends a form with these headers in place of our own pages'.
    pub async fn post_with(
        &mut self,
        path: &str,
        headers: &[(&'static str, &str)],
        fields: &[(&str, &str)],
    ) -> Answer {
        let form = serde_urlencoded::to_string(fields).unwrap();
        self.send_form(path, headers, form).await
    }

    /// Sends a body as a form, whatever it is.
    pub async fn send_form(
        &mut self,
        path: &str,
        headers: &[(&'static str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.send(Method::POST, path, &all, body.into()).await
    }

    /// Sends anything.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = self.request(method, path, body);
        for (name, value) in headers {
            request.headers_mut().append(*name, HeaderValue::from_str(value).unwrap());
        }
        self.exchange(request).await
    }

    /// A request with the browser's own headers.
    pub fn request(&self, method: Method, path: &str, body: Body) -> Request<Body> {
        let peer = SocketAddr::from((self.peer, 40_000));
        let mut request = Request::builder().method(method).uri(path).extension(ConnectInfo(peer));
        request = request.header(header::HOST, self.host);
        if let Some(language) = self.accepts {
            request = request.header(header::ACCEPT_LANGUAGE, language);
        }
        if let Some(agent) = self.agent {
            request = request.header(header::USER_AGENT, agent);
        }
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            request = request.header(header::COOKIE, pairs.collect::<Vec<_>>().join("; "));
        }
        request.body(body).unwrap()
    }

    /// Sends a request as it is, and keeps the cookies that come back.
    pub async fn exchange(&mut self, request: Request<Body>) -> Answer {
        self.try_exchange(request).await.expect("an answer")
    }

    /// As [`Browser::exchange`]; nothing when the connection breaks before there is an answer.
    async fn try_exchange(&mut self, request: Request<Body>) -> Option<Answer> {
        let (parts, body) = self.begin(request).await?.into_parts();
        self.keep(&parts.headers);
        let bytes = to_bytes(body, 16 * 1024 * 1024).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Some(Answer { status: parts.status, headers: parts.headers, body })
    }

    /// Sends a request as it is; the answer's body is still to be read.
    pub async fn begin(&self, request: Request<Body>) -> Option<Response> {
        match &self.way {
            Way::Within(router) => Some(router.clone().oneshot(request).await.unwrap()),
            Way::Wire(to) => wire::exchange(*to, request).await,
        }
    }

    /// Keeps the cookies of an answer, and forgets those that are taken back.
    pub fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The cookie that stands for the session; empty where there is none.
    pub fn session(&self) -> String {
        let named = ["medseal", "__Host-medseal"].into_iter().find_map(|it| self.cookies.get(it));
        named.cloned().unwrap_or_default()
    }
}
