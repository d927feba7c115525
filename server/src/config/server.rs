//! `[server]`: where the portal listens, and what stands before it.

use ipnet::IpNet;
use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};

/// `[server]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// The portal's public origin, such as `https://portal.example`; needed behind a TLS proxy.
    pub origin: Option<String>,
    /// Whether a TLS proxy stands before the portal. Only then may it listen on a public address.
    pub behind_tls_proxy: bool,
    /// The networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            origin: None,
            behind_tls_proxy: false,
            trusted_proxies: Vec::new(),
        }
    }
}

impl Server {
    /// Whether browsers reach the portal over TLS, so that cookies can be `Secure`.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.behind_tls_proxy
    }
}
