//! The networks of an examination room, and whether an address is in one.

use ipnet::IpNet;
use std::{fmt, net::IpAddr, str::FromStr};

/// A network, such as `10.1.0.0/16` or `2001:db8::/48`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomNetwork(IpNet);

/// Why a text names no room, with the text that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoomFault {
    #[error("not a network")]
    NotANetwork,
    /// An address without the length of its network.
    #[error("an address alone; a single device is {0}")]
    NoLength(String),
    /// Digits after the network's part are a slip, and which part is the slip only the author knows.
    #[error("the network of this address is {0}")]
    HostBits(String),
    #[error("this network is the whole internet")]
    Everywhere,
}

impl RoomNetwork {
    /// Whether a client's address is in this network. An IPv4 address in IPv6 clothes is the IPv4 address.
    pub fn holds(&self, address: &str) -> bool {
        address.parse::<IpAddr>().is_ok_and(|address| self.0.contains(&address.to_canonical()))
    }
}

impl FromStr for RoomNetwork {
    type Err = RoomFault;

    fn from_str(text: &str) -> Result<Self, RoomFault> {
        if let Ok(address) = text.parse::<IpAddr>() {
            return Err(RoomFault::NoLength(IpNet::from(address).to_string()));
        }
        let net: IpNet = text.parse().map_err(|_| RoomFault::NotANetwork)?;
        match net {
            _ if net.prefix_len() == 0 => Err(RoomFault::Everywhere),
            _ if net != net.trunc() => Err(RoomFault::HostBits(net.trunc().to_string())),
            _ => Ok(Self(net)),
        }
    }
}

impl fmt::Display for RoomNetwork {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_inside_or_outside() {
        let v4: RoomNetwork = "10.1.0.0/16".parse().unwrap();
        assert!(v4.holds("10.1.255.255") && v4.holds("::ffff:10.1.2.3"));
        assert!(!v4.holds("10.2.0.0") && !v4.holds("::1") && !v4.holds("local") && !v4.holds("10.1.0.0/16"));
        let v6: RoomNetwork = "2001:db8::/48".parse().unwrap();
        assert!(v6.holds("2001:db8:0:ffff::1"));
        assert!(!v6.holds("2001:db8:1::1") && !v6.holds("10.1.0.1"));
        assert_eq!(v6.to_string(), "2001:db8::/48");
    }

    #[test]
    fn a_slip_is_told_with_what_was_meant() {
        let fault = |text: &str| text.parse::<RoomNetwork>().unwrap_err();
        assert_eq!(fault("10.1.2.3"), RoomFault::NoLength("10.1.2.3/32".into()));
        assert_eq!(fault("2001:db8::1"), RoomFault::NoLength("2001:db8::1/128".into()));
        assert_eq!(fault("10.1.2.3/16"), RoomFault::HostBits("10.1.0.0/16".into()));
        assert_eq!(fault("0.0.0.0/0"), RoomFault::Everywhere);
        for wrong in ["", "room 7", "10.1.0.0/33", "10.1.0/16", "10.1.0.0-10.1.0.9"] {
            assert_eq!(fault(wrong), RoomFault::NotANetwork, "{wrong}");
        }
    }
}
