//! Who asks.

use crate::Refusal;
use domain::{
    Language,
    device::Model,
    id::{PatientId, PharmacyId, SessionKey, StaffId, TokenId},
};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A browser, signed in or not.
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// The session's name.
    pub session: SessionKey,
    /// The network address, after trusted proxies were looked through.
    pub address: IpAddr,
    /// The language of its pages.
    pub language: Language,
    /// For whom whoever is signed in acts, where that is not themselves.
    pub acting: Option<Acting>,
    /// At which pharmacy's counter it stands, where whoever is signed in is no patient.
    pub counter: Option<Counter>,
    /// What it is, where it says so: a patient is told in the history which of their devices it was.
    pub model: Option<Model>,
}

/// A pharmacy's counter. As with [`Acting`], every line of the audit log follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Which pharmacy's.
    pub pharmacy: PharmacyId,
    /// Who stands there; nobody where it is the pharmacy's own system.
    pub staff: Option<StaffId>,
    /// By which token that system came.
    pub token: Option<TokenId>,
}

/// A guardian who acts for somebody. Every line of the audit log that the browser causes follows from this, so that no
/// use case has to think of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acting {
    /// Who is signed in.
    pub by: PatientId,
    /// For whom they act.
    pub patient: PatientId,
}

/// Somebody who is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Principal {
    /// Whose records they may ask for: their own, or those of whom they act for.
    pub patient: PatientId,
    /// The browser.
    pub caller: Caller,
}

impl Principal {
    /// The guardian who is signed in and acts for the patient; none for a patient themselves.
    #[must_use]
    pub fn by(&self) -> Option<PatientId> {
        self.caller.acting.map(|acting| acting.by)
    }

    /// Who is signed in: whose phone the codes go to, and whose session it is.
    #[must_use]
    pub fn holder(&self) -> PatientId {
        self.by().unwrap_or(self.patient)
    }

    /// The patient, where it is they who are signed in: for what nobody may do for somebody else.
    ///
    /// # Errors
    /// [`Refusal::NotForGuardians`] while somebody acts for the patient.
    pub fn themselves(&self) -> Result<PatientId, Refusal> {
        match self.by() {
            None => Ok(self.patient),
            Some(_) => Err(Refusal::NotForGuardians),
        }
    }
}

impl Caller {
    /// The browser of whoever is signed in, for what is about their own account although they act for somebody.
    #[must_use]
    pub(crate) const fn for_themselves(self) -> Self {
        Self { acting: None, ..self }
    }

    /// What sending limits count by: an IPv4 address, or the /64 of an IPv6 address.
    #[must_use]
    pub fn network(&self) -> String {
        network(self.address)
    }

    /// What somebody who has many networks has at once: the /24 of an IPv4 address, or the /48 of an IPv6 address.
    #[must_use]
    pub fn wide_network(&self) -> String {
        match self.address.to_canonical() {
            IpAddr::V4(address) => {
                Ipv4Addr::from_bits(address.to_bits() >> 8 << 8).to_string() + "/24"
            }
            IpAddr::V6(address) => {
                Ipv6Addr::from_bits(address.to_bits() >> 80 << 80).to_string() + "/48"
            }
        }
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
            ("192.0.2.7", "192.0.2.7", "192.0.2.0/24"),
            ("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ];
        for (address, network, wide) in cases {
            let session = SessionKey(Uuid::nil());
            let address = address.parse().unwrap();
            let language = Language::En;
            let (acting, counter, model) = (None, None, None);
            let caller = Caller { session, address, language, acting, counter, model };
            assert_eq!((&*caller.network(), &*caller.wide_network()), (network, wide));
        }
    }
}
