//! Functions as processes: one per concurrent invocation, kept for the next, as the cloud does it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::process::Command;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};

use crate::runtime_api::{Ended, Job, Lines};
use crate::template::{ACCOUNT, Function, PARTITION, REGION};

/// Most processes of one function; further invocations wait.
const PROCESSES_MAX: usize = 16;

/// What every process is started with.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The executable that is every function.
    pub(crate) command: PathBuf,
    /// Address of the Runtime API.
    pub(crate) runtime_api: String,
    /// Variables besides the template's.
    pub(crate) environment: BTreeMap<String, String>,
    /// Where output goes; nowhere without one.
    pub(crate) logs: Option<PathBuf>,
}

/// The processes of one function.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) function: Function,
    setting: Setting,
    secret: String,
    lines: Lines,
    numbers: Arc<AtomicU64>,
    offset_seconds: AtomicI64,
    permits: Semaphore,
    idle: Mutex<Vec<Process>>,
    pub(crate) running: AtomicU64,
    pub(crate) alive: Arc<AtomicU64>,
    pub(crate) invocations: AtomicU64,
    pub(crate) failures: AtomicU64,
}

/// One process; dropping it ends it.
#[derive(Debug)]
struct Process {
    number: u64,
    work: mpsc::Sender<Job>,
    exited: watch::Receiver<Option<String>>,
    gone: Arc<AtomicBool>,
    lines: Lines,
    _kill: oneshot::Sender<()>,
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.lines.close(self.number));
    }
}

impl Pool {
    pub(crate) fn new(
        function: Function,
        secret: String,
        setting: Setting,
        (lines, numbers): (Lines, Arc<AtomicU64>),
    ) -> Self {
        Self {
            function,
            setting,
            secret,
            lines,
            numbers,
            offset_seconds: AtomicI64::new(0),
            permits: Semaphore::new(PROCESSES_MAX),
            idle: Mutex::default(),
            running: AtomicU64::new(0),
            alive: Arc::default(),
            invocations: AtomicU64::new(0),
            failures: AtomicU64::new(0),
        }
    }

    /// Ends idle processes; the next ones start with this offset of the clock.
    pub(crate) fn retire(&self, offset_seconds: i64) {
        self.offset_seconds.store(offset_seconds, Ordering::Relaxed);
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Process>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the function once.
    ///
    /// # Errors
    /// What went wrong: the function's own error, its end, or its time.
    pub(crate) async fn invoke(&self, event: Bytes) -> Result<Bytes, String> {
        let Ok(_permit) = self.permits.acquire().await else {
            return Err("the host is stopping".to_owned());
        };
        self.running.fetch_add(1, Ordering::SeqCst);
        self.invocations.fetch_add(1, Ordering::Relaxed);
        let outcome = self.run(event).await;
        if let Err(why) = &outcome {
            self.failures.fetch_add(1, Ordering::Relaxed);
            tracing::warn!(function = self.function.id, why, "an invocation failed");
        }
        self.running.fetch_sub(1, Ordering::SeqCst);
        outcome
    }

    async fn run(&self, event: Bytes) -> Result<Bytes, String> {
        let offset = self.offset_seconds.load(Ordering::Relaxed);
        let process = self.process()?;
        let (ended, end) = oneshot::channel();
        let timeout = self.function.timeout;
        let job = Job {
            id: uuid::Uuid::now_v7().to_string(),
            event,
            deadline_ms: deadline(timeout),
            function_arn: format!(
                "arn:{PARTITION}:lambda:{REGION}:{ACCOUNT}:function:{}",
                self.function.id
            ),
            ended,
        };
        let mut exited = process.exited.clone();
        let handed = process.work.send(job).await;
        let outcome = tokio::select! {
            biased;
            ended = end => ended.map_err(|_| "the process ended without an answer".to_owned()),
            gone = exited.wait_for(Option::is_some) => {
                let how = gone.ok().and_then(|how| how.clone()).unwrap_or_default();
                let said = process.lines.close(process.number);
                Err(said.unwrap_or(how))
            }
            () = tokio::time::sleep(timeout) => Err(format!("Task timed out after {}.00 seconds", timeout.as_secs())),
        };
        match outcome {
            Ok(ended) if handed.is_ok() => {
                self.keep(process, offset);
                match ended {
                    Ended::Answered(answer) => Ok(answer),
                    Ended::Failed(error) => Err(error),
                }
            }
            Ok(_) => Err("the process took no work".to_owned()),
            Err(why) => Err(why),
        }
    }

    /// Puts a process back, unless the clock was moved while it worked.
    fn keep(&self, process: Process, offset: i64) {
        if offset == self.offset_seconds.load(Ordering::Relaxed) {
            self.idle().push(process);
        }
    }

    fn process(&self) -> Result<Process, String> {
        loop {
            let Some(process) = self.idle().pop() else {
                break;
            };
            if !process.gone.load(Ordering::SeqCst) {
                return Ok(process);
            }
        }
        self.spawn()
            .map_err(|error| format!("cannot start {}: {error}", self.setting.command.display()))
    }

    fn spawn(&self) -> std::io::Result<Process> {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        // before the process can ask for it
        let work = self.lines.open(number);
        let mut child = match self.command(number).and_then(|mut command| command.spawn()) {
            Ok(child) => child,
            Err(error) => {
                drop(self.lines.close(number));
                return Err(error);
            }
        };
        let (kill, killed) = oneshot::channel::<()>();
        let (tell, exited) = watch::channel(None);
        let gone = Arc::new(AtomicBool::new(false));
        let (ended, alive) = (Arc::clone(&gone), Arc::clone(&self.alive));
        alive.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(async move {
            let how = tokio::select! {
                status = child.wait() => status.map_or_else(|error| error.to_string(), |status| format!("the process ended: {status}")),
                _ = killed => {
                    drop(child.kill().await);
                    "the process was ended".to_owned()
                }
            };
            ended.store(true, Ordering::SeqCst);
            alive.fetch_sub(1, Ordering::Relaxed);
            tell.send_replace(Some(how));
        });
        Ok(Process {
            number,
            work,
            exited,
            gone,
            lines: self.lines.clone(),
            _kill: kill,
        })
    }

    fn command(&self, number: u64) -> std::io::Result<Command> {
        let function = &self.function;
        let mut command = Command::new(&self.setting.command);
        command
            .env_clear()
            .envs(&self.setting.environment)
            .envs(&function.environment)
            .env("_HANDLER", &function.handler)
            .env(
                "AWS_LAMBDA_RUNTIME_API",
                format!("{}/{number}", self.setting.runtime_api),
            )
            .env("AWS_LAMBDA_FUNCTION_NAME", &function.id)
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                function.memory_mb.to_string(),
            )
            .env(
                "AWS_LAMBDA_LOG_GROUP_NAME",
                format!("/aws/lambda/{}", function.id),
            )
            .env("AWS_LAMBDA_LOG_STREAM_NAME", number.to_string())
            .env("AWS_REGION", REGION)
            .env("AWS_ACCESS_KEY_ID", &function.id)
            .env("AWS_SECRET_ACCESS_KEY", &self.secret)
            .env(
                "CLOCK_OFFSET_SECONDS",
                self.offset_seconds.load(Ordering::Relaxed).to_string(),
            )
            .stdin(Stdio::null())
            .kill_on_drop(true);
        let (out, err) = self.output()?;
        command.stdout(out).stderr(err);
        Ok(command)
    }

    fn output(&self) -> std::io::Result<(Stdio, Stdio)> {
        let Some(folder) = &self.setting.logs else {
            return Ok((Stdio::null(), Stdio::null()));
        };
        std::fs::create_dir_all(folder)?;
        let file = folder.join(format!("{}.log", self.function.id));
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)?;
        Ok((log.try_clone()?.into(), log.into()))
    }
}

/// Deadlines are in the machine's time, as the runtime compares them.
fn deadline(timeout: Duration) -> i64 {
    let timeout = i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX);
    jiff::Timestamp::now()
        .as_millisecond()
        .saturating_add(timeout)
}
