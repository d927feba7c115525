//! Who asks.

use domain::{
    Language,
    id::{PatientId, SessionKey},
};
use std::net::{IpAddr, Ipv6Addr};

/// A browser, signed in or not.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// The session's name.
    pub session: SessionKey,
    /// The network address, after trusted proxies were looked through.
    pub address: IpAddr,
    /// The language of its pages.
    pub language: Language,
}

/// A patient who is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Principal {
    /// The patient.
    pub patient: PatientId,
    /// The browser.
    pub caller: Caller,
}

impl Caller {
    /// What sending limits count by: an IPv4 address, or the /64 of an IPv6 address.
    #[must_use]
    pub fn network(&self) -> String {
        network(self.address)
    }
}

/// The network that an address counts as: itself for IPv4, its /64 for IPv6.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string() + "/64"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one() {
        let cases = [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ];
        for (address, network) in cases {
            let session = SessionKey(Uuid::nil());
            let address = address.parse().unwrap();
            let caller = Caller { session, address, language: Language::En };
            assert_eq!(caller.network(), network);
        }
    }
}
