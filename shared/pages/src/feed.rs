//! Calendars for calendar programs (RFC 5545). A few kinds of lines are written and none is read, so no library is taken for it.

use facts::{Day, Instant};

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From this day to that one, both counted.
    Days(Day, Day),
    /// From this moment to that one.
    Hours(Instant, Instant),
}

/// An entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for the same thing, whatever changes of it.
    pub id: String,
    /// When it is.
    pub when: When,
    /// Where it is.
    pub place: Option<String>,
    /// Its title.
    pub summary: String,
    /// What there is to say.
    pub words: String,
}

/// A calendar called `name`, written on `stamp`.
#[must_use]
pub fn calendar(name: &str, events: &[Event], stamp: Day) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Huiqi//calendar//ZH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
    ];
    for event in events {
        let (begins, ends) = match event.when {
            When::Days(from, to) => (
                format!(";VALUE=DATE:{}", plain(from)),
                format!(";VALUE=DATE:{}", plain(to.next())),
            ),
            When::Hours(from, to) => (format!(":{}", moment(from)), format!(":{}", moment(to))),
        };
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@huiqi", event.id),
            format!("DTSTAMP:{}T000000Z", plain(stamp)),
            format!("DTSTART{begins}"),
            format!("DTEND{ends}"),
            format!("SUMMARY:{}", escaped(&event.summary)),
            format!("DESCRIPTION:{}", escaped(&event.words)),
        ]);
        let place = event.place.as_deref();
        lines.extend(place.map(|place| format!("LOCATION:{}", escaped(place))));
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn plain(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A moment in Greenwich: Shanghai is eight hours ahead of it and knows no summer time.
fn moment(at: Instant) -> String {
    let at = at.plus_seconds(-8 * 60 * 60);
    let (hour, minute) = at.clock();
    format!("{}T{hour:02}{minute:02}00Z", plain(at.day()))
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;");
    text.replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// No line is longer than 75 bytes; the next one begins with a blank.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > 74 {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_is_escaped_and_folded() {
        let day = Day::parse("2026-12-01").unwrap();
        let event = Event {
            id: "one-2026".to_owned(),
            when: When::Days(day, day),
            place: None,
            summary: "可申报：甲\u{2c}乙\u{3b}丙".to_owned(),
            words: "金".repeat(40),
        };
        let text = calendar("日历", &[event], day);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.contains("DTEND;VALUE=DATE:20261202\r\n"));
        assert!(text.contains("甲\\,乙\\;丙"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.contains("\r\n 金"));
    }

    #[test]
    fn a_moment_is_written_as_it_is_in_greenwich() {
        let begins = Instant::parse("2026-12-01T06:30:00+08:00").unwrap();
        let event = Event {
            id: "briefing".to_owned(),
            when: When::Hours(begins, begins.plus_seconds(5_400)),
            place: Some("市民之家三楼".to_owned()),
            summary: "辅导".to_owned(),
            words: String::new(),
        };
        let text = calendar("培训辅导", &[event], begins.day());
        assert!(text.contains("DTSTART:20261130T223000Z\r\nDTEND:20261201T000000Z\r\n"));
        assert!(text.contains("LOCATION:市民之家三楼\r\n"));
    }
}
