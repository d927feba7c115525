//! Why there was no whole answer.

use super::connect::Slow;
use crate::{Sending, Why};
use hyper_util::client::legacy::Error;
use std::{error::Error as _, iter::successors};

/// Why there was no whole answer. It holds nothing of the request, whose address alone may have secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was sent: there was no connection.
    Refused(Why),
    /// The connection broke after something was sent.
    Broken,
    /// The answer was not whole in time.
    TimedOut,
    /// The answer was longer than any that a carrier gives.
    TooLong,
}

impl Failure {
    /// The address of the request is none.
    pub(super) const UNUSABLE: Self = Self::Refused(Why::says("the carrier's address is unusable"));

    pub(super) fn of(error: &Error) -> Self {
        if !error.is_connect() {
            return Self::Broken;
        }
        let mut causes = successors(error.source(), |cause| (*cause).source());
        let why = causes.find_map(|cause| match cause {
            _ if cause.is::<Slow>() => Some("connecting to the carrier took too long"),
            _ if is_tls(cause) => Some("the carrier's TLS is not right"),
            _ => None,
        });
        Self::Refused(Why::says(why.unwrap_or("there is no connection to the carrier")))
    }

    /// In the words under which it is stored.
    #[must_use]
    pub const fn why(self) -> Why {
        match self {
            Self::Refused(why) => why,
            Self::Broken => Why::says("the connection to the carrier broke"),
            Self::TimedOut => Why::says("the carrier did not answer in time"),
            Self::TooLong => Why::says("the carrier's answer was too long"),
        }
    }
}

/// TLS reports its faults inside errors of input and output, whose own sources skip them.
fn is_tls(cause: &(dyn std::error::Error + 'static)) -> bool {
    let within = |cause: &(dyn std::error::Error + 'static)| {
        let wrapped = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        wrapped.is_some_and(|inner| is_tls(inner))
    };
    cause.is::<rustls::Error>() || within(cause)
}

impl From<Failure> for Sending {
    /// What a message that met this failure is: not taken if nothing was sent, and otherwise nobody knows.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(why) => Self::Retry(why),
            Failure::Broken | Failure::TimedOut | Failure::TooLong => Self::Unsure(failure.why()),
        }
    }
}
