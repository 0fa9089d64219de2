//! Where webhooks may go: never inside (R9). An address is read strictly, its host is resolved, **every** answer is
//! checked, and the connection goes to exactly what was checked, so that a second answer cannot lead elsewhere.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use contract::text::Text;

use super::network::{Network, is_public};

/// Longest address that is taken.
const ADDRESS_BYTES_MAX: usize = 2048;
/// Most answers of a name service that are looked at; more is a trick.
const ANSWERS_MAX: usize = 32;
/// Names that lead inside by definition or by habit.
const INSIDE: [&str; 12] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "localdomain",
    "arpa",
    "onion",
    "invalid",
];

/// Why an address is not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    /// Too long, or with characters no address has.
    #[error("the address cannot be read")]
    Unreadable,
    /// Neither https, nor http into an allowed network.
    #[error("the address must start with https://")]
    Scheme,
    /// A name and password in the address.
    #[error("the address carries a user")]
    User,
    /// Another port than 443.
    #[error("the address names a port")]
    Port,
    /// A host that is no plain name or address.
    #[error("the host is no plain name")]
    Host,
    /// A host that is, or leads to, an address inside.
    #[error("the address leads to an internal network")]
    Inside,
}

impl Blocked {
    /// In both languages, for those who register an address.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Unreadable => Text::new(
                "地址无法识别，请检查长度和字符",
                "the address cannot be read; check its length and characters",
            ),
            Self::Scheme => Text::new(
                "地址应以 https:// 开头",
                "the address must start with https://",
            ),
            Self::User => Text::new(
                "地址中不得包含用户名和密码",
                "the address must not carry a user or password",
            ),
            Self::Port => Text::new("地址只能使用 443 端口", "the address must use port 443"),
            Self::Host => Text::new("主机名应为普通域名", "the host must be a plain domain name"),
            Self::Inside => Text::new(
                "地址指向内部网络，不能使用",
                "the address leads to an internal network",
            ),
        }
    }
}

/// An address that was read; it is reached only through [`Guard::admit`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whether TLS is used.
    pub secure: bool,
    /// Host as written, lower case, without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Path and query, beginning with `/`.
    pub path: String,
    literal: Option<IpAddr>,
}

impl Target {
    /// The header `Host`.
    #[must_use]
    pub fn authority(&self) -> String {
        let host = match self.literal {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            Some(IpAddr::V4(_)) | None => self.host.clone(),
        };
        let usual = if self.secure { 443 } else { 80 };
        if self.port == usual {
            host
        } else {
            format!("{host}:{}", self.port)
        }
    }

    /// The address the host is written as, if it is one.
    #[must_use]
    pub const fn literal(&self) -> Option<IpAddr> {
        self.literal
    }
}

/// What may be reached.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    allowed: Vec<Network>,
}

impl Guard {
    /// A guard that also lets through to these internal networks; none in the cloud.
    #[must_use]
    pub const fn new(allowed: Vec<Network>) -> Self {
        Self { allowed }
    }

    /// Reads an address and refuses what can be refused without resolving its host.
    ///
    /// # Errors
    /// [`Blocked`] with the first reason.
    pub fn read(&self, address: &str) -> Result<Target, Blocked> {
        let plain = address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\\#<>\"`{}|^".contains(&byte));
        if !plain || address.len() > ADDRESS_BYTES_MAX {
            return Err(Blocked::Unreadable);
        }
        let (secure, rest) = match (
            address.strip_prefix("https://"),
            address.strip_prefix("http://"),
        ) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) if !self.allowed.is_empty() => (false, rest),
            (None, _) => return Err(Blocked::Scheme),
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end).ok_or(Blocked::Unreadable)?;
        if authority.contains('@') {
            return Err(Blocked::User);
        }
        let (host, port) = host_and_port(authority)?;
        let usual = if secure { 443 } else { 80 };
        let port = port.unwrap_or(usual);
        let (host, literal) = plain_host(&host.to_ascii_lowercase())?;
        let target = Target {
            secure,
            host,
            port,
            path: if path.starts_with('/') {
                path.to_owned()
            } else {
                format!("/{path}")
            },
            literal,
        };
        self.before_resolving(&target)?;
        Ok(target)
    }

    fn before_resolving(&self, target: &Target) -> Result<(), Blocked> {
        if let Some(address) = target.literal {
            return self.check(target, address);
        }
        // Where internal networks are allowed, only the resolved address can tell.
        if self.allowed.is_empty() {
            let last = target.host.rsplit('.').next().unwrap_or_default();
            if !target.host.contains('.') || INSIDE.contains(&last) {
                return Err(Blocked::Inside);
            }
            if target.port != 443 {
                return Err(Blocked::Port);
            }
        }
        Ok(())
    }

    /// One address of the target: inside the allowed networks anything, outside only TLS on its own port.
    fn check(&self, target: &Target, address: IpAddr) -> Result<(), Blocked> {
        if self.allowed.iter().any(|network| network.contains(address)) {
            return Ok(());
        }
        if !is_public(address) {
            return Err(Blocked::Inside);
        }
        match (target.secure, target.port) {
            (false, _) => Err(Blocked::Scheme),
            (true, 443) => Ok(()),
            (true, _) => Err(Blocked::Port),
        }
    }

    /// The addresses to connect to, if **all** that the host resolved to may be reached.
    ///
    /// # Errors
    /// [`Blocked`] if any of them may not.
    pub fn admit(&self, target: &Target, answers: &[IpAddr]) -> Result<Vec<SocketAddr>, Blocked> {
        if answers.is_empty() || answers.len() > ANSWERS_MAX {
            return Err(Blocked::Host);
        }
        for address in answers {
            self.check(target, *address)?;
        }
        Ok(answers
            .iter()
            .map(|address| SocketAddr::new(*address, target.port))
            .collect())
    }
}

fn host_and_port(authority: &str) -> Result<(&str, Option<u16>), Blocked> {
    let after_brackets = authority.rfind(']').map_or(0, |at| at.saturating_add(1));
    let (head, tail) = authority
        .split_at_checked(after_brackets)
        .ok_or(Blocked::Host)?;
    let (host, port) = match tail.split_once(':') {
        Some((rest, port)) if head.is_empty() => (rest, Some(port)),
        Some(("", port)) => (head, Some(port)),
        Some(_) => return Err(Blocked::Host),
        None if head.is_empty() => (tail, None),
        None if tail.is_empty() => (head, None),
        None => return Err(Blocked::Host),
    };
    let Some(port) = port else {
        return Ok((host, None));
    };
    let digits = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    let port = port.parse().ok().filter(|_| digits).ok_or(Blocked::Port)?;
    Ok((host, Some(port)))
}

/// A plain name, or an address in its one usual spelling. Octal, hexadecimal, short and encoded spellings are refused.
fn plain_host(host: &str) -> Result<(String, Option<IpAddr>), Blocked> {
    if let Some(inner) = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        let address: Ipv6Addr = inner.parse().map_err(|_| Blocked::Host)?;
        return Ok((inner.to_owned(), Some(address.into())));
    }
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return Ok((host.to_owned(), Some(address.into())));
    }
    let labels: Vec<&str> = host.split('.').collect();
    let plain = host.len() <= 253 && labels.iter().all(|label| is_label(label));
    // A last label that begins with a digit is, for some resolver, a number and so an address.
    let numeric = labels
        .last()
        .is_none_or(|last| last.starts_with(|first: char| first.is_ascii_digit()));
    if !plain || numeric {
        return Err(Blocked::Host);
    }
    Ok((host.to_owned(), None))
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests;
