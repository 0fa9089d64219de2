//! The sink: enough of RFC 5321 for a well-behaved sender, with every length bounded.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::{Mailbox, Switch, Trouble};

const CONNECTIONS_MAX: usize = 64;
const IDLE_MAX: Duration = Duration::from_secs(300);
/// RFC 5321 §4.5.3.1.6: 1000 octets with the line end.
const LINE_BYTES_MAX: u64 = 1000;
const MESSAGE_BYTES_MAX: usize = 10 << 20;
const RECIPIENTS_MAX: usize = 100;

pub(super) async fn serve(mailbox: Mailbox, listener: TcpListener) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    // The set ends every conversation when this future is dropped.
    let mut conversations = JoinSet::new();
    while let Ok(seat) = seats.clone().acquire_owned().await {
        while conversations.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                let mut talk = Conversation::new(mailbox.clone(), stream);
                conversations.spawn(async move {
                    if let Err(error) = talk.run().await {
                        tracing::debug!(%error, "a mail conversation broke off");
                    }
                    drop(seat);
                });
            }
            Err(error) => tracing::warn!(%error, "could not accept a mail connection"),
        }
    }
}

struct Conversation {
    mailbox: Mailbox,
    stream: BufReader<TcpStream>,
    switch: Switch,
    from: Option<String>,
    to: Vec<String>,
}

/// What comes after a line: the next one, or the end.
type Next = std::io::Result<bool>;

impl Conversation {
    fn new(mailbox: Mailbox, stream: TcpStream) -> Self {
        let stream = BufReader::new(stream);
        Self {
            mailbox,
            stream,
            switch: Switch::default(),
            from: None,
            to: Vec::new(),
        }
    }

    async fn run(&mut self) -> std::io::Result<()> {
        self.say("220 localhost mailbox").await?;
        while let Some(line) = self.line().await? {
            let line = String::from_utf8_lossy(&line).into_owned();
            let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
            let goes_on = match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    let size = format!(
                        "250-localhost\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE {MESSAGE_BYTES_MAX}"
                    );
                    self.say(&size).await?
                }
                "HELO" => self.say("250 localhost").await?,
                "MAIL" => self.mail(rest).await?,
                "RCPT" => self.recipient(rest).await?,
                "DATA" => self.data().await?,
                "RSET" => {
                    self.reset();
                    self.say("250 2.0.0 forgotten").await?
                }
                "NOOP" => self.say("250 2.0.0 still here").await?,
                "QUIT" => {
                    self.say("221 2.0.0 bye").await?;
                    false
                }
                _ => self.say("500 5.5.1 unknown command").await?,
            };
            if !goes_on {
                break;
            }
        }
        Ok(())
    }

    async fn mail(&mut self, rest: &str) -> Next {
        let Some((from, options)) = path(rest, "FROM:") else {
            return self.say("501 5.5.4 MAIL FROM:<address>").await;
        };
        let size = options
            .split(' ')
            .find_map(|option| option.strip_prefix("SIZE="));
        if size
            .and_then(|size| size.parse().ok())
            .is_some_and(|size: usize| size > MESSAGE_BYTES_MAX)
        {
            return self.say("552 5.3.4 too large").await;
        }
        self.reset();
        self.switch = self.mailbox.take_trouble();
        if self.switch.trouble == Trouble::Unavailable {
            self.say("421 4.3.2 closed for a moment").await?;
            return Ok(false);
        }
        self.from = Some(from);
        self.say("250 2.1.0 sender noted").await
    }

    async fn recipient(&mut self, rest: &str) -> Next {
        match path(rest, "TO:") {
            _ if self.from.is_none() => self.say("503 5.5.1 MAIL first").await,
            None => self.say("501 5.5.4 RCPT TO:<address>").await,
            Some(_) if self.switch.trouble == Trouble::Refuse => {
                self.say("550 5.1.1 no such mailbox").await
            }
            Some(_) if self.to.len() >= RECIPIENTS_MAX => {
                self.say("452 4.5.3 too many recipients").await
            }
            Some((to, _)) => {
                self.to.push(to);
                self.say("250 2.1.5 recipient noted").await
            }
        }
    }

    async fn data(&mut self) -> Next {
        let Some(from) = self.from.clone().filter(|_| !self.to.is_empty()) else {
            return self.say("503 5.5.1 MAIL and RCPT first").await;
        };
        self.say("354 end with a line of one dot").await?;
        let (mut raw, mut dropped) = (Vec::new(), 0);
        loop {
            let Some(line) = self.line().await? else {
                return Ok(false);
            };
            if line == b"." {
                break;
            }
            // One byte beyond the bound is enough to know; what follows is read and dropped, for a while.
            if raw.len() <= MESSAGE_BYTES_MAX {
                raw.extend(line.strip_prefix(b".").unwrap_or(&line));
                raw.extend(b"\r\n");
            } else if dropped > MESSAGE_BYTES_MAX {
                return Ok(false);
            } else {
                dropped += line.len() + 2;
            }
        }
        if raw.len() > MESSAGE_BYTES_MAX {
            self.reset();
            return self.say("552 5.3.4 too large").await;
        }
        let kept = self.mailbox.keep(from, std::mem::take(&mut self.to), raw);
        let hangs_up = self.switch.trouble == Trouble::DropAfterData;
        self.reset();
        match kept {
            Ok(_) if hangs_up => Ok(false),
            Ok(number) => self.say(&format!("250 2.0.0 kept as {number}")).await,
            Err(error) => {
                tracing::error!(%error, "could not keep a message");
                self.say("451 4.3.0 could not keep it").await
            }
        }
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
    }

    async fn say(&mut self, line: &str) -> Next {
        if self.switch.trouble == Trouble::Tarpit {
            tokio::time::sleep(Duration::from_millis(self.switch.delay_ms)).await;
        }
        self.stream
            .write_all(format!("{line}\r\n").as_bytes())
            .await?;
        Ok(true)
    }

    /// The next line without its end, or nothing more; too long a line ends the conversation.
    async fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut bounded = (&mut self.stream).take(LINE_BYTES_MAX);
        tokio::time::timeout(IDLE_MAX, bounded.read_until(b'\n', &mut line)).await??;
        if line.is_empty() {
            return Ok(None);
        }
        match line.strip_suffix(b"\n") {
            Some(whole) => Ok(Some(whole.strip_suffix(b"\r").unwrap_or(whole).to_vec())),
            None => {
                self.say("500 5.5.6 line too long").await?;
                Ok(None)
            }
        }
    }
}

/// The address in `FROM:<a@b> SIZE=1`, and what follows it.
fn path<'a>(rest: &'a str, word: &str) -> Option<(String, &'a str)> {
    let (start, rest) = rest.trim_start().split_at_checked(word.len())?;
    let (address, options) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    start
        .eq_ignore_ascii_case(word)
        .then(|| (address.to_owned(), options.trim()))
}
