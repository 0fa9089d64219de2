//! The kinds of problem this service answers with. Each has a page at `/problems/{code}`, made from this list.

/// A kind of problem: its stable word, its status, and how to mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The stable machine word.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What happened, in Chinese.
    pub title_zh: &'static str,
    /// What happened, in English.
    pub title_en: &'static str,
    /// How to mend it, in Chinese.
    pub detail_zh: &'static str,
    /// How to mend it, in English.
    pub detail_en: &'static str,
}

/// The bytes are no JSON at all.
pub const UNREADABLE_BODY: Kind = Kind {
    code: "unreadable_body",
    status: 400,
    title_zh: "请求体无法读取",
    title_en: "The body cannot be read",
    detail_zh: "请按 errors 所指位置改正后重新提交；请求体应为 UTF-8 编码的 JSON",
    detail_en: "Mend what `errors` points at and send again; the body must be JSON in UTF-8",
};
/// Readable, with faults.
pub const INVALID_REQUEST: Kind = Kind {
    code: "invalid_request",
    status: 422,
    title_zh: "请求内容有误",
    title_en: "The request has faults",
    detail_zh: "请按 errors 逐条改正后重新提交，全部问题已一次列出",
    detail_en: "Mend each entry of `errors` and send again; all faults are listed at once",
};
/// Path, query or header.
pub const INVALID_PARAMETER: Kind = Kind {
    code: "invalid_parameter",
    status: 400,
    title_zh: "地址参数有误",
    title_en: "A parameter is wrong",
    detail_zh: "请核对路径和查询参数后重试，可用参数见接口说明",
    detail_en: "Check path and query parameters; the API description lists them",
};
/// Tampered with, or of another list.
pub const INVALID_CURSOR: Kind = Kind {
    code: "invalid_cursor",
    status: 400,
    title_zh: "翻页游标无效",
    title_en: "The cursor is not valid",
    detail_zh: "游标只能用于产生它的那份列表和同一身份；请去掉 cursor 参数，从第一页重新读取",
    detail_en: "A cursor serves only the list, filter and caller it was made for; drop it and start at the first page",
};
/// A command without its key.
pub const IDEMPOTENCY_KEY_NEEDED: Kind = Kind {
    code: "idempotency_key_needed",
    status: 400,
    title_zh: "缺少幂等键",
    title_en: "An Idempotency-Key is needed",
    detail_zh: "请加上请求头 Idempotency-Key(1 至 255 个可见字符，建议用随机 UUID)；重试时沿用同一个键，不会重复办理",
    detail_en: "Send the header Idempotency-Key (1 to 255 visible characters, a random UUID is best); repeat with the same key and nothing is done twice",
};
/// A key that cannot be one.
pub const INVALID_IDEMPOTENCY_KEY: Kind = Kind {
    code: "invalid_idempotency_key",
    status: 400,
    title_zh: "幂等键格式有误",
    title_en: "The Idempotency-Key is not valid",
    detail_zh: "幂等键应为 1 至 255 个可见的 ASCII 字符",
    detail_en: "The key must have 1 to 255 visible ASCII characters",
};
/// Same key, other body.
pub const IDEMPOTENCY_KEY_REUSED: Kind = Kind {
    code: "idempotency_key_reused",
    status: 422,
    title_zh: "幂等键已用于另一请求",
    title_en: "This key was used for another request",
    detail_zh: "该键七天内已用于内容不同的请求；新的请求请换一个新键",
    detail_en: "The key was used within seven days for a request with other content; use a new key for a new request",
};
/// Same key, still running.
pub const IN_PROGRESS: Kind = Kind {
    code: "in_progress",
    status: 409,
    title_zh: "同一请求正在办理",
    title_en: "The same request is being handled",
    detail_zh: "请按 Retry-After 稍候，再用同一个键重试以取得结果",
    detail_en: "Wait as Retry-After says, then repeat with the same key to get the result",
};
/// A change without If-Match.
pub const VERSION_NEEDED: Kind = Kind {
    code: "version_needed",
    status: 428,
    title_zh: "缺少版本号",
    title_en: "A version is needed",
    detail_zh: "请先读取最新内容，把响应头 ETag 的值放入请求头 If-Match 再提交",
    detail_en: "Read the thing first and send its ETag back in If-Match",
};
/// If-Match that is no version.
pub const INVALID_VERSION: Kind = Kind {
    code: "invalid_version",
    status: 400,
    title_zh: "版本号格式有误",
    title_en: "The version is not valid",
    detail_zh: "If-Match 应为读取时得到的 ETag，例如 \"3\"，不接受 * 和弱标签",
    detail_en: "If-Match must be the ETag that was read, such as \"3\"; neither * nor a weak tag will do",
};
/// Somebody was faster.
pub const STALE_VERSION: Kind = Kind {
    code: "stale_version",
    status: 412,
    title_zh: "内容已被他人更新",
    title_en: "It has changed since you read it",
    detail_zh: "请重新读取最新内容，核对后再提交",
    detail_en: "Read it again, check, and send your change with the new version",
};
/// Nobody, where somebody is needed.
pub const NOT_SIGNED_IN: Kind = Kind {
    code: "not_signed_in",
    status: 401,
    title_zh: "请先登录",
    title_en: "Please sign in",
    detail_zh: "请登录后重试；接口调用请携带请求头 Authorization: Bearer",
    detail_en: "Sign in and try again; programs send Authorization: Bearer",
};
/// A token that proves nothing.
pub const INVALID_TOKEN: Kind = Kind {
    code: "invalid_token",
    status: 401,
    title_zh: "登录凭证无效或已过期",
    title_en: "The token is not valid or has expired",
    detail_zh: "请重新登录或换取新的凭证后重试",
    detail_en: "Sign in again or get a new token, then try again",
};
/// The issuer's answer belongs to no sign-in under way here.
pub const SIGN_IN_FAILED: Kind = Kind {
    code: "sign_in_failed",
    status: 400,
    title_zh: "登录没有完成",
    title_en: "Signing in did not complete",
    detail_zh: "登录等待超时，或登录不是从本浏览器发起的；请返回首页重新登录",
    detail_en: "It took too long, or was begun in another browser; go to the front page and sign in again",
};
/// Somebody without the role.
pub const FORBIDDEN: Kind = Kind {
    code: "forbidden",
    status: 403,
    title_zh: "没有权限",
    title_en: "You may not do this",
    detail_zh: "当前身份无权办理此操作；如需办理，请联系本单位管理员或专窗",
    detail_en: "Your role does not allow this; ask your administrator or the counter",
};
/// A form of another site.
pub const CROSS_SITE: Kind = Kind {
    code: "cross_site",
    status: 403,
    title_zh: "请求来源不符",
    title_en: "The request came from another site",
    detail_zh: "请回到本站页面重新提交",
    detail_en: "Go back to a page of this site and submit again",
};
/// Absent, or somebody else's.
pub const NOT_FOUND: Kind = Kind {
    code: "not_found",
    status: 404,
    title_zh: "没有找到",
    title_en: "Not found",
    detail_zh: "没有该内容，或当前身份不可查看；请核对编号",
    detail_en: "It does not exist, or is not yours to see; check the number",
};
/// An id that is taken.
pub const EXISTS: Kind = Kind {
    code: "exists",
    status: 409,
    title_zh: "编码已被使用",
    title_en: "The id is taken",
    detail_zh: "请换一个编码；如要修改已有内容，请先读取，再带版本号提交修改",
    detail_en: "Choose another id; to change what is there, read it and send the change with its version",
};
/// An upload that was completed before anything was put.
pub const UPLOAD_AWAITED: Kind = Kind {
    code: "upload_awaited",
    status: 409,
    title_zh: "文件尚未上传",
    title_en: "The file has not been uploaded",
    detail_zh: "请先把文件上传到所给地址，再确认上传完成",
    detail_en: "Put the file to the address you were given, then complete the upload",
};
/// An upload that is not what it says it is.
pub const UPLOAD_REFUSED: Kind = Kind {
    code: "upload_refused",
    status: 422,
    title_zh: "文件未通过检查",
    title_en: "The file did not pass the check",
    detail_zh: "请重新选择文件上传",
    detail_en: "Choose the file again and upload it anew",
};
/// No route.
pub const NO_SUCH_ADDRESS: Kind = Kind {
    code: "no_such_address",
    status: 404,
    title_zh: "没有这个地址",
    title_en: "No such address",
    detail_zh: "请核对路径，接口说明见 /docs",
    detail_en: "Check the path; the API is described at /docs",
};
/// A route with other methods.
pub const METHOD_NOT_ALLOWED: Kind = Kind {
    code: "method_not_allowed",
    status: 405,
    title_zh: "此地址不支持该方法",
    title_en: "This address does not take that method",
    detail_zh: "请查看响应头 Allow 所列方法",
    detail_en: "The header Allow lists what it takes",
};
/// More bytes than are read.
pub const TOO_LARGE: Kind = Kind {
    code: "too_large",
    status: 413,
    title_zh: "请求过大",
    title_en: "The request is too large",
    detail_zh: "大文件请先申请上传地址，再直接上传",
    detail_en: "Ask for an upload address and put large files there",
};
/// A body of another kind.
pub const UNSUPPORTED_MEDIA_TYPE: Kind = Kind {
    code: "unsupported_media_type",
    status: 415,
    title_zh: "不支持的内容类型",
    title_en: "This media type is not accepted",
    detail_zh: "接口请使用 Content-Type: application/json，表单请从本站页面提交",
    detail_en: "Send Content-Type: application/json; forms come from pages of this site",
};
/// Slow down.
pub const TOO_MANY_REQUESTS: Kind = Kind {
    code: "too_many_requests",
    status: 429,
    title_zh: "请求过于频繁",
    title_en: "Too many requests",
    detail_zh: "请按 Retry-After 稍候再试",
    detail_en: "Wait as Retry-After says and try again",
};
/// Refused before any function saw it.
pub const REFUSED_BY_GATEWAY: Kind = Kind {
    code: "refused_by_gateway",
    status: 400,
    title_zh: "请求未被受理",
    title_en: "The request was refused at the door",
    detail_zh: "请核对地址、方法和大小后重试",
    detail_en: "Check address, method and size, then try again",
};
/// A fault that stays.
pub const INTERNAL: Kind = Kind {
    code: "internal",
    status: 500,
    title_zh: "服务内部错误",
    title_en: "Something failed on our side",
    detail_zh: "已记录，请稍后用同一个幂等键重试；如仍失败，请把 request_id 告知专窗",
    detail_en: "It is on record. Try again with the same idempotency key; if it fails again, tell the counter the request_id",
};
/// A fault that may pass.
pub const TEMPORARILY_UNAVAILABLE: Kind = Kind {
    code: "temporarily_unavailable",
    status: 503,
    title_zh: "服务暂时不可用",
    title_en: "Temporarily unavailable",
    detail_zh: "请稍后用同一个幂等键重试，不会重复办理",
    detail_en: "Try again shortly with the same idempotency key; nothing is done twice",
};

/// Every kind in this file, in the order of the explaining pages. The rules' own refusals are listed by `casework`.
pub const CATALOGUE: &[Kind] = &[
    UNREADABLE_BODY,
    INVALID_REQUEST,
    INVALID_PARAMETER,
    INVALID_CURSOR,
    IDEMPOTENCY_KEY_NEEDED,
    INVALID_IDEMPOTENCY_KEY,
    IDEMPOTENCY_KEY_REUSED,
    IN_PROGRESS,
    VERSION_NEEDED,
    INVALID_VERSION,
    STALE_VERSION,
    NOT_SIGNED_IN,
    INVALID_TOKEN,
    SIGN_IN_FAILED,
    FORBIDDEN,
    CROSS_SITE,
    NOT_FOUND,
    EXISTS,
    UPLOAD_AWAITED,
    UPLOAD_REFUSED,
    NO_SUCH_ADDRESS,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    TOO_MANY_REQUESTS,
    REFUSED_BY_GATEWAY,
    INTERNAL,
    TEMPORARILY_UNAVAILABLE,
];

/// The kind with this word.
#[must_use]
pub fn find(code: &str) -> Option<&'static Kind> {
    CATALOGUE.iter().find(|kind| kind.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_its_own_word_and_both_languages() {
        let words: BTreeSet<_> = CATALOGUE.iter().map(|kind| kind.code).collect();
        assert_eq!(words.len(), CATALOGUE.len());
        for kind in CATALOGUE {
            assert!((400..600).contains(&kind.status), "{}", kind.code);
            assert!(!kind.title_zh.is_ascii());
            assert!(!kind.detail_zh.is_ascii());
            assert!(kind.title_en.is_ascii() && kind.detail_en.is_ascii());
            assert!(
                kind.code
                    .chars()
                    .all(|letter| letter == '_' || letter.is_ascii_lowercase())
            );
        }
    }
}
