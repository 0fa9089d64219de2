//! The roles people have.

/// What somebody is, in one word of the token they carry. Somebody may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Nobody in particular: not signed in.
    Public,
    /// Who holds the address by which one case is followed. No token can claim it; the door that read the address says so.
    Follower,
    /// An enterprise, for itself.
    Enterprise,
    /// An assistant who acts for an enterprise with recorded authority (M49).
    Agent,
    /// Window clerk (窗口人员).
    Clerk,
    /// Window lead (窗口负责人).
    Lead,
    /// Policy editor of a department (政策编辑).
    Editor,
    /// Policy publisher of a department (政策发布).
    Publisher,
    /// Department officer (部门经办).
    Officer,
    /// Finance (财政拨付).
    Finance,
    /// Coordinator (统筹).
    Coordinator,
    /// Auditor (监督).
    Auditor,
    /// Operator of the system (运维).
    Operator,
    /// Our own functions: routing, deadlines, publicity. No token can claim it, no door lets it in.
    Platform,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::Public,
        Self::Follower,
        Self::Enterprise,
        Self::Agent,
        Self::Clerk,
        Self::Lead,
        Self::Editor,
        Self::Publisher,
        Self::Officer,
        Self::Finance,
        Self::Coordinator,
        Self::Auditor,
        Self::Operator,
        Self::Platform,
    ];

    /// The word in tokens and records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Follower => "follower",
            Self::Enterprise => "enterprise",
            Self::Agent => "agent",
            Self::Clerk => "clerk",
            Self::Lead => "lead",
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::Officer => "officer",
            Self::Finance => "finance",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
            Self::Operator => "operator",
            Self::Platform => "platform",
        }
    }

    /// The role a token may claim with this word; the public, the follower and the platform are nobody's to claim.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::recorded(word)
            .filter(|role| !matches!(role, Self::Public | Self::Follower | Self::Platform))
    }

    /// The role a record of ours means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.word() == word)
    }

    /// How the role is called on a timeline, in Chinese and English: never a person's name.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Public => ("公众", "the public"),
            Self::Follower => ("申请人", "who asked"),
            Self::Enterprise => ("申请企业", "the enterprise"),
            Self::Agent => ("帮办人员", "the assistant"),
            Self::Clerk => ("惠企政策专窗", "the counter"),
            Self::Lead => ("专窗负责人", "the lead of the counter"),
            Self::Editor => ("政策编辑", "the policy editor"),
            Self::Publisher => ("政策发布", "the policy publisher"),
            Self::Officer => ("经办部门", "the department"),
            Self::Finance => ("财政拨付", "the finance office"),
            Self::Coordinator => ("统筹单位", "the coordinator"),
            Self::Auditor => ("监督人员", "the auditor"),
            Self::Operator => ("平台运维", "the operator"),
            Self::Platform => ("平台", "the platform"),
        }
    }
}
