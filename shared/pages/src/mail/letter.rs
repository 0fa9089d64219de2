//! One letter, two parts: text and HTML are written from the same pieces, so neither says more than the other.

use crate::mail::Mail;
use crate::site::Site;

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A paragraph.
    Words(String),
    /// A paragraph in English.
    English(String),
    /// Labels and values.
    Facts(Vec<(&'static str, String)>),
    /// Numbered lines.
    Steps(Vec<String>),
    /// An address on a line of its own, under its label.
    Link(&'static str, String),
    /// A code on a line of its own, under its label.
    Code(&'static str, String),
}

/// A letter before it is written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// Subject.
    pub(super) subject: String,
    /// Whom it greets.
    pub(super) greeting: String,
    /// What it says.
    pub(super) pieces: Vec<Piece>,
}

impl Letter {
    /// Both parts, signed by the counter.
    pub(super) fn write(mut self, site: &Site) -> Mail {
        self.pieces.extend(signature(site));
        Mail {
            subject: one_line(&self.subject),
            text: self.text(),
            html: self.html(),
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n", one_line(&self.greeting));
        for piece in &self.pieces {
            text.push('\n');
            text.push_str(&piece.text());
        }
        text
    }

    fn html(&self) -> String {
        let body: String = self.pieces.iter().map(Piece::html).collect();
        format!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n<p>{}</p>\n{body}</body>\n</html>\n",
            escaped(&one_line(&self.subject)),
            escaped(&one_line(&self.greeting)),
        )
    }
}

impl Piece {
    fn text(&self) -> String {
        match self {
            Self::Words(words) | Self::English(words) => format!("{}\n", one_line(words)),
            Self::Facts(facts) => facts
                .iter()
                .map(|(label, value)| format!("{label}：{}\n", one_line(value)))
                .collect(),
            Self::Steps(steps) => (1..)
                .zip(steps)
                .map(|(number, step)| format!("{number}. {}\n", one_line(step)))
                .collect(),
            Self::Link(label, value) | Self::Code(label, value) => {
                format!("{label}：\n{}\n", one_line(value))
            }
        }
    }

    fn html(&self) -> String {
        match self {
            Self::Words(words) => format!("<p>{}</p>\n", escaped(&one_line(words))),
            Self::English(words) => {
                format!("<p lang=\"en\">{}</p>\n", escaped(&one_line(words)))
            }
            Self::Facts(facts) => {
                let rows: String = facts
                    .iter()
                    .map(|(label, value)| {
                        let value = escaped(&one_line(value));
                        format!("<tr><th align=\"left\" scope=\"row\">{label}：</th><td>{value}</td></tr>\n")
                    })
                    .collect();
                format!("<table cellpadding=\"4\">\n{rows}</table>\n")
            }
            Self::Steps(steps) => {
                let lines: String = steps
                    .iter()
                    .map(|step| format!("<li>{}</li>\n", escaped(&one_line(step))))
                    .collect();
                format!("<ol>\n{lines}</ol>\n")
            }
            Self::Link(label, url) => {
                let url = escaped(&one_line(url));
                format!("<p>{label}：<br>\n<a href=\"{url}\">{url}</a></p>\n")
            }
            Self::Code(label, code) => {
                let code = escaped(&one_line(code));
                format!("<p>{label}：<br>\n<strong>{code}</strong></p>\n")
            }
        }
    }
}

fn signature(site: &Site) -> [Piece; 2] {
    let counter = &site.counter;
    let banner = if site.illustrative {
        "本邮件所涉政策为示例数据，非现行政策。此邮件由系统自动发出，请勿直接回复。"
    } else {
        "此邮件由系统自动发出，请勿直接回复。"
    };
    [
        Piece::Words(banner.to_owned()),
        Piece::Facts(vec![
            ("发件单位", format!("{} {}", site.office, counter.name)),
            ("地址", counter.address.clone()),
            ("时间", counter.hours.clone()),
            ("电话", counter.phone.clone()),
        ]),
    ]
}

/// A value from outside may not bring lines of its own into a mail.
fn one_line(text: &str) -> String {
    text.split(char::is_control)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn escaped(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html).map_or_else(
        |_: std::convert::Infallible| String::new(),
        |text| text.to_string(),
    )
}
