use super::Blocked::{Host, Inside, Port, Scheme, Unreadable, User};
use super::*;

/// Addresses that must never lead to a packet inside, with the reason they are refused for. None of them is resolved.
const HOSTILE: &[(&str, Blocked)] = &[
    // other schemes, and what looks like https
    ("http://example.com/", Scheme),
    ("HTTPS://example.com/", Scheme),
    ("ftp://example.com/", Scheme),
    ("file:///etc/passwd", Scheme),
    ("gopher://127.0.0.1:70/_", Scheme),
    ("dict://127.0.0.1:11211/stat", Scheme),
    ("ldap://127.0.0.1/", Scheme),
    ("javascript:alert(1)", Scheme),
    ("data:text/plain,x", Scheme),
    ("//example.com/", Scheme),
    ("https:/example.com/", Scheme),
    ("https:example.com", Scheme),
    ("example.com", Scheme),
    ("", Scheme),
    // loopback and metadata, as plain addresses
    ("https://127.0.0.1/", Inside),
    ("https://127.1.2.3/", Inside),
    ("https://0.0.0.0/", Inside),
    ("https://0.255.255.255/", Inside),
    ("https://10.0.0.1/", Inside),
    ("https://10.255.255.255/", Inside),
    ("https://172.16.0.1/", Inside),
    ("https://172.31.255.255/", Inside),
    ("https://192.168.0.1/", Inside),
    ("https://169.254.169.254/latest/meta-data/", Inside),
    ("https://169.254.170.2/v2/credentials", Inside),
    ("https://100.100.100.200/latest/meta-data/", Inside),
    ("https://100.64.0.1/", Inside),
    ("https://168.63.129.16/", Inside),
    ("https://192.0.0.192/", Inside),
    ("https://192.0.2.1/", Inside),
    ("https://198.51.100.1/", Inside),
    ("https://203.0.113.1/", Inside),
    ("https://198.18.0.1/", Inside),
    ("https://192.88.99.1/", Inside),
    ("https://224.0.0.1/", Inside),
    ("https://255.255.255.255/", Inside),
    ("https://240.0.0.1/", Inside),
    // other spellings of addresses
    ("https://2130706433/", Host),
    ("https://017700000001/", Host),
    ("https://0x7f000001/", Host),
    ("https://0x7f.0.0.1/", Host),
    ("https://0177.0.0.1/", Host),
    ("https://127.1/", Host),
    ("https://127.0.1/", Host),
    ("https://0/", Host),
    ("https://127.0.0.01/", Host),
    ("https://127.0.0.1./", Host),
    ("https://127.0.0.0x1/", Host),
    ("https://2852039166/", Host),
    ("https://0xa9fea9fe/", Host),
    ("https://169.254.43518/", Host),
    ("https://1.2.3.4.5/", Host),
    ("https://256.0.0.1/", Host),
    ("https://a.1/", Host),
    // version six: loopback, mapped, NAT64, 6to4, local, multicast, documentation
    ("https://[::1]/", Inside),
    ("https://[::]/", Inside),
    ("https://[0:0:0:0:0:0:0:1]/", Inside),
    ("https://[::ffff:127.0.0.1]/", Inside),
    ("https://[::ffff:169.254.169.254]/", Inside),
    ("https://[::ffff:7f00:1]/", Inside),
    ("https://[::ffff:8.8.8.8]/", Inside),
    ("https://[::127.0.0.1]/", Inside),
    ("https://[64:ff9b::127.0.0.1]/", Inside),
    ("https://[64:ff9b::a9fe:a9fe]/", Inside),
    ("https://[64:ff9b:1::10.0.0.1]/", Inside),
    ("https://[2002:7f00:0001::]/", Inside),
    ("https://[2002:a9fe:a9fe::1]/", Inside),
    ("https://[2001:0:7f00:1::]/", Inside),
    ("https://[fd00:ec2::254]/", Inside),
    ("https://[fc00::1]/", Inside),
    ("https://[fe80::1]/", Inside),
    ("https://[fec0::1]/", Inside),
    ("https://[ff02::1]/", Inside),
    ("https://[2001:db8::1]/", Inside),
    ("https://[3fff::1]/", Inside),
    ("https://[100::1]/", Inside),
    ("https://[fe80::1%25eth0]/", Host),
    ("https://[::1", Port),
    ("https://::1/", Port),
    ("https://[::1]x/", Host),
    ("https://[[::1]]/", Host),
    // users and odd authorities
    ("https://user@example.com/", User),
    ("https://user:password@example.com/", User),
    ("https://example.com@127.0.0.1/", User),
    ("https://127.0.0.1#@example.com/", Unreadable),
    ("https://127.0.0.1\\@example.com/", Unreadable),
    ("https://example.com\\.evil/", Unreadable),
    ("https://exam ple.com/", Unreadable),
    ("https://example.com/\r\nHost: inside", Unreadable),
    ("https://example.com\t/", Unreadable),
    ("https://\u{0}example.com/", Unreadable),
    ("https://ⓔxample.com/", Unreadable),
    ("https://127。0。0。1/", Unreadable),
    ("https://１２７.0.0.1/", Unreadable),
    ("https://%31%32%37.0.0.1/", Host),
    ("https://127.0.0.1%2f@example.com/", User),
    ("https:///example.com/", Host),
    ("https://?example.com/", Host),
    ("https://./", Host),
    ("https://.example.com/", Host),
    ("https://example..com/", Host),
    ("https://example.com./", Host),
    ("https://-example.com/", Host),
    ("https://exa$mple.com/", Host),
    // ports
    ("https://example.com:8443/", Port),
    ("https://example.com:22/", Port),
    ("https://example.com:0/", Port),
    ("https://example.com:0443/", Port),
    ("https://example.com:+443/", Port),
    ("https://example.com:/", Port),
    ("https://example.com:99999/", Port),
    ("https://example.com:443:443/", Port),
    ("https://8.8.8.8:6379/", Port),
    ("https://[2400:3200::1]:25/", Port),
    // names inside
    ("https://localhost/", Inside),
    ("https://LOCALHOST/", Inside),
    ("https://a.localhost/", Inside),
    ("https://intranet/", Inside),
    ("https://metadata/", Inside),
    ("https://metadata.google.internal/", Inside),
    ("https://instance-data.ec2.internal/", Inside),
    ("https://printer.local/", Inside),
    ("https://1.0.0.127.in-addr.arpa/", Inside),
    ("https://abcdefghij.onion/", Inside),
];

#[test]
fn hostile_addresses_are_refused_before_anything_is_resolved() {
    assert!(HOSTILE.len() >= 80, "{}", HOSTILE.len());
    let guard = Guard::default();
    for (address, reason) in HOSTILE {
        assert_eq!(guard.read(address), Err(*reason), "{address:?}");
    }
    assert_eq!(
        guard.read(&format!("https://example.com/{}", "a".repeat(2048))),
        Err(Unreadable)
    );
    let long = format!("https://{}.example.com/", "a".repeat(64));
    assert_eq!(guard.read(&long), Err(Host));
}

#[test]
fn plain_addresses_are_read_exactly() {
    let guard = Guard::default();
    let target = guard.read("https://Hooks.Example.com:443/a/b?c=d").unwrap();
    assert_eq!(
        (target.host.as_str(), target.port, target.path.as_str()),
        ("hooks.example.com", 443, "/a/b?c=d")
    );
    assert_eq!(target.authority(), "hooks.example.com");
    assert_eq!(guard.read("https://example.com").unwrap().path, "/");
    assert_eq!(guard.read("https://example.com?x").unwrap().path, "/?x");
    assert_eq!(
        guard.read("https://xn--fiq228c.example.cn/").unwrap().host,
        "xn--fiq228c.example.cn"
    );
    assert_eq!(
        guard.read("https://[2400:3200::1]/").unwrap().authority(),
        "[2400:3200::1]"
    );
    assert!(guard.read("https://8.8.8.8/").is_ok());
}

fn admitted(guard: &Guard, target: &Target, answers: &[&str]) -> Result<usize, Blocked> {
    let answers: Vec<IpAddr> = answers
        .iter()
        .map(|answer| answer.parse().unwrap())
        .collect();
    guard
        .admit(target, &answers)
        .map(|addresses| addresses.len())
}

#[test]
fn one_internal_answer_among_public_ones_refuses_the_whole_name() {
    let guard = Guard::default();
    let target = guard.read("https://rebinding.example.com/").unwrap();
    assert_eq!(
        admitted(&guard, &target, &["8.8.8.8", "2400:3200::1"]),
        Ok(2)
    );
    for inside in [
        "127.0.0.1",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "64:ff9b::a00:1",
    ] {
        assert_eq!(
            admitted(&guard, &target, &["8.8.8.8", inside]),
            Err(Inside),
            "{inside}"
        );
    }
    assert_eq!(admitted(&guard, &target, &[]), Err(Host));
    assert_eq!(admitted(&guard, &target, &["8.8.8.8"; 33]), Err(Host));
}

#[test]
fn allowed_networks_are_reached_and_nothing_else_inside() {
    let guard = Guard::new(vec![
        "127.0.0.0/8".parse().unwrap(),
        "10.20.0.0/16".parse().unwrap(),
    ]);
    assert_eq!(
        guard
            .read("http://127.0.0.1:7700/inspector")
            .unwrap()
            .authority(),
        "127.0.0.1:7700"
    );
    assert_eq!(guard.read("http://10.21.0.1/"), Err(Inside));
    assert_eq!(guard.read("http://8.8.8.8/"), Err(Scheme));
    assert_eq!(guard.read("https://8.8.8.8:8443/"), Err(Port));
    let target = guard.read("http://oa.gov:8080/hooks").unwrap();
    assert_eq!(admitted(&guard, &target, &["10.20.1.1"]), Ok(1));
    assert_eq!(admitted(&guard, &target, &["10.21.1.1"]), Err(Inside));
    assert_eq!(admitted(&guard, &target, &["8.8.8.8"]), Err(Scheme));
    let target = guard.read("https://oa.gov:8443/hooks").unwrap();
    assert_eq!(admitted(&guard, &target, &["10.20.1.1"]), Ok(1));
    assert_eq!(admitted(&guard, &target, &["8.8.8.8"]), Err(Port));
}

#[test]
fn every_reason_is_said_in_both_languages() {
    for reason in [Unreadable, Scheme, User, Port, Host, Inside] {
        let text = reason.text();
        assert!(!text.zh.is_ascii() && text.en.is_ascii());
    }
}
