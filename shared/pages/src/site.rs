//! What the operator configures and every page shows: names, filing numbers, and where the counter is (M79).

use serde::Deserialize;

/// The site profile, read from the JSON text in `SITE_PROFILE`. What is not given has a visible placeholder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// 网站名称.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// 机关名称, in the header.
    pub office: String,
    /// 主办单位.
    pub organizer: String,
    /// 网站标识码, given out by the register of government sites.
    pub site_code: String,
    /// ICP备案号.
    pub icp: String,
    /// 公安备案号.
    pub police: String,
    /// 联系方式: telephone of the site's keeper.
    pub phone: String,
    /// Telephone of the discipline office, on every notice (M45).
    pub discipline_phone: String,
    /// Where the coordinator's mail goes; never shown on a page.
    pub coordinator_email: String,
    /// Public address without a trailing slash, or a path prefix; put before every link. Empty on a domain of its own.
    pub base: String,
    /// Whether the banner says that everything is sample data. True unless the operator says otherwise.
    pub illustrative: bool,
    /// The counter.
    pub counter: Counter,
}

/// The counter in the Citizens' Home (M29, M79).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counter {
    /// Name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When it is open.
    pub hours: String,
    /// Telephone.
    pub phone: String,
    /// Where its mail goes; never shown on a page.
    pub email: String,
}

impl Site {
    /// Reads a site profile; `{}` gives the placeholders.
    ///
    /// # Errors
    /// The text is no JSON, or has a field that is not listed here.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "惠企政策集中办理窗口".to_owned(),
            name_en: "One window for enterprise policies".to_owned(),
            office: "市政务服务和大数据管理局".to_owned(),
            organizer: "市政务服务和大数据管理局".to_owned(),
            site_code: "待核发".to_owned(),
            icp: "待备案".to_owned(),
            police: "待备案".to_owned(),
            phone: "0714-0000000".to_owned(),
            discipline_phone: "0714-0000099".to_owned(),
            coordinator_email: "coordinator@window.example.com".to_owned(),
            base: String::new(),
            illustrative: true,
            counter: Counter::default(),
        }
    }
}

impl Default for Counter {
    fn default() -> Self {
        Self {
            name: "惠企政策专窗".to_owned(),
            address: "市民之家一楼惠企政策集中办理窗口".to_owned(),
            hours: "工作日 9:00—12:00、13:30—17:00".to_owned(),
            phone: "0714-0000012".to_owned(),
            email: "counter@window.example.com".to_owned(),
        }
    }
}
