//! The operations of the API.

macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// An operation of the API; its name is the `operationId`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Operation {
            /// Every operation, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The `operationId`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

operations! {
    /// `GET /v1/policies`
    ListPolicies = "list_policies",
    /// `POST /v1/policies`
    CreatePolicy = "create_policy",
    /// `GET /v1/policies/{policy}`
    ReadPolicy = "read_policy",
    /// `PUT /v1/policies/{policy}`
    RevisePolicy = "revise_policy",
    /// `GET /v1/policy-work`
    ListPolicyWork = "list_policy_work",
    /// `GET /v1/policies/{policy}/history`
    ReadPolicyHistory = "read_policy_history",
    /// `POST /v1/policies/{policy}/preview`
    PreviewPolicy = "preview_policy",
    /// `POST /v1/policies/{policy}/propose`
    ProposePolicy = "propose_policy",
    /// `POST /v1/policies/{policy}/return`
    ReturnPolicy = "return_policy",
    /// `POST /v1/policies/{policy}/publish`
    PublishPolicy = "publish_policy",
    /// `POST /v1/policies/{policy}/suspend`
    SuspendPolicy = "suspend_policy",
    /// `POST /v1/policies/{policy}/resume`
    ResumePolicy = "resume_policy",
    /// `POST /v1/policies/{policy}/repeal`
    RepealPolicy = "repeal_policy",
    /// `POST /v1/policies/{policy}/interpretations`
    InterpretPolicy = "interpret_policy",
    /// `GET /v1/interpretations`
    ListInterpretations = "list_interpretations",
    /// `POST /v1/policies/{policy}/rulings`
    RulePolicy = "rule_policy",
    /// `GET /v1/rulings`
    ListRulings = "list_rulings",
    /// `GET /v1/policy-upkeep`
    ListPolicyUpkeep = "list_policy_upkeep",
    /// `GET /v1/parents`
    ListParents = "list_parents",
    /// `GET /v1/items`
    ListItems = "list_items",
    /// `GET /v1/items/{item}`
    ReadItem = "read_item",
    /// `POST /v1/needs`
    CreateNeed = "create_need",
    /// `GET /v1/needs`
    ListNeeds = "list_needs",
    /// `GET /v1/needs/{need}`
    ReadNeed = "read_need",
    /// `GET /v1/items/{item}/matches`
    ListMatches = "list_matches",
    /// `GET /v1/items/{item}/reach`
    ReadReach = "read_reach",
    /// `POST /v1/runs`
    StartRun = "start_run",
    /// `GET /v1/runs`
    ListRuns = "list_runs",
    /// `GET /v1/runs/{run}`
    ReadRun = "read_run",
    /// `GET /v1/runs/{run}/invitations`
    ListRunInvitations = "list_run_invitations",
    /// `GET /v1/runs/{run}/invitations/{enterprise}`
    ReadInvitation = "read_invitation",
    /// `POST /v1/runs/{run}/invitations/{enterprise}/confirm`
    ConfirmInvitation = "confirm_invitation",
    /// `POST /v1/runs/{run}/invitations/{enterprise}/decline`
    DeclineInvitation = "decline_invitation",
    /// `GET /v1/enterprises/{enterprise}/invitations`
    ListInvitations = "list_invitations",
    /// `GET /v1/enterprises/{enterprise}/subscription`
    ReadSubscription = "read_subscription",
    /// `PUT /v1/enterprises/{enterprise}/subscription`
    WriteSubscription = "write_subscription",
    /// `GET /v1/enterprises/{enterprise}/alerts`
    ListAlerts = "list_alerts",
    /// `GET /v1/catalogue`
    ReadCatalogue = "read_catalogue",
    /// `GET /v1/facts`
    ListFacts = "list_facts",
    /// `POST /v1/assessments`
    Assess = "assess",
    /// `POST /v1/receipts`
    CreateReceipt = "create_receipt",
    /// `GET /v1/receipts/{receipt}`
    ReadReceipt = "read_receipt",
    /// `POST /v1/receipts/verify`
    VerifyReceipt = "verify_receipt",
    /// `GET /v1/enterprises/{enterprise}/profile`
    ReadProfile = "read_profile",
    /// `PUT /v1/enterprises/{enterprise}/profile`
    WriteProfile = "write_profile",
    /// `POST /v1/drafts`
    CreateDraft = "create_draft",
    /// `GET /v1/drafts`
    ListDrafts = "list_drafts",
    /// `GET /v1/drafts/{draft}`
    ReadDraft = "read_draft",
    /// `PUT /v1/drafts/{draft}`
    EditDraft = "edit_draft",
    /// `PUT /v1/drafts/{draft}/items`
    ChooseItems = "choose_items",
    /// `GET /v1/enterprises/{enterprise}/library`
    ReadLibrary = "read_library",
    /// `POST /v1/drafts/{draft}/reuse`
    ReuseMaterial = "reuse_material",
    /// `POST /v1/drafts/{draft}/uploads`
    CreateUpload = "create_upload",
    /// `POST /v1/drafts/{draft}/uploads/{upload}/complete`
    CompleteUpload = "complete_upload",
    /// `POST /v1/drafts/{draft}/submit`
    SubmitDraft = "submit_draft",
    /// `POST /v1/cases`
    OpenCase = "open_case",
    /// `GET /v1/follow/{token}`
    FollowCase = "follow_case",
    /// `GET /v1/verify/{token}`
    VerifyCase = "verify_case",
    /// `GET /v1/cases`
    ListCases = "list_cases",
    /// `GET /v1/cases/{number}`
    ReadCase = "read_case",
    /// `POST /v1/cases/{number}/correct`
    CorrectCase = "correct_case",
    /// `POST /v1/cases/{number}/withdraw`
    WithdrawCase = "withdraw_case",
    /// `POST /v1/cases/{number}/answer`
    AnswerCase = "answer_case",
    /// `POST /v1/cases/{number}/rate`
    RateCase = "rate_case",
    /// `POST /v1/cases/{number}/reopen`
    ReopenCase = "reopen_case",
    /// `POST /v1/cases/{number}/visit`
    VisitCase = "visit_case",
    /// `POST /v1/cases/{number}/assign`
    AssignCase = "assign_case",
    /// `POST /v1/cases/{number}/extend`
    ExtendCase = "extend_case",
    /// `POST /v1/cases/{number}/expedite`
    ExpediteCase = "expedite_case",
    /// `POST /v1/cases/{number}/release`
    ReleaseCase = "release_case",
    /// `POST /v1/cases/{number}/pay`
    PayCase = "pay_case",
    /// `POST /v1/cases/{number}/fail-payment`
    FailPayment = "fail_payment",
    /// `POST /v1/cases/{number}/ratings`
    RateStep = "rate_step",
    /// `GET /v1/cases/{number}/documents/{document}`
    ReadDocument = "read_document",
    /// `GET /v1/tasks`
    ListTasks = "list_tasks",
    /// `POST /v1/cases/{number}/accept`
    AcceptCase = "accept_case",
    /// `POST /v1/cases/{number}/decline`
    DeclineCase = "decline_case",
    /// `POST /v1/cases/{number}/send-back`
    SendBackCase = "send_back_case",
    /// `POST /v1/cases/{number}/parts`
    AskPart = "ask_part",
    /// `POST /v1/cases/{number}/parts/{part}/answer`
    AnswerPart = "answer_part",
    /// `POST /v1/cases/{number}/parts/{part}/decline`
    DeclinePart = "decline_part",
    /// `POST /v1/cases/{number}/parts/{part}/close`
    ClosePart = "close_part",
    /// `POST /v1/cases/{number}/decide`
    DecideCase = "decide_case",
    /// `POST /v1/tasks/decide`
    DecideCases = "decide_cases",
    /// `POST /v1/routing/dry-run`
    DryRunRouting = "dry_run_routing",
    /// `GET /v1/departments`
    ListDepartments = "list_departments",
    /// `GET /v1/departments/{department}`
    ReadDepartment = "read_department",
    /// `PUT /v1/departments/{department}`
    WriteDepartment = "write_department",
    /// `GET /v1/jurisdictions`
    ListJurisdictions = "list_jurisdictions",
    /// `PUT /v1/jurisdictions/{jurisdiction}`
    WriteJurisdiction = "write_jurisdiction",
    /// `PUT /v1/parents/{parent}`
    WriteParent = "write_parent",
    /// `GET /v1/calendars/{year}`
    ReadCalendar = "read_calendar",
    /// `PUT /v1/calendars/{year}`
    WriteCalendar = "write_calendar",
    /// `POST /v1/api-keys`
    CreateApiKey = "create_api_key",
    /// `GET /v1/supervision/cases`
    ListOpenCases = "list_open_cases",
    /// `GET /v1/supervision/follow-ups`
    ListFollowUps = "list_follow_ups",
    /// `GET /v1/supervision/commitments`
    ListCommitments = "list_commitments",
    /// `GET /v1/supervision/periods/{period}`
    ReadPeriod = "read_period",
    /// `PUT /v1/supervision/periods/{period}/ratings/{party}`
    RateParty = "rate_party",
}
