//! From template to text.

/// Gives each page its `render()`.
macro_rules! page {
    ($page:ident $(<$life:lifetime>)?) => {
        impl $page$(<$life>)? {
            /// The page as HTML.
            #[must_use]
            pub fn render(&self) -> String {
                crate::render::render(self)
            }
        }
    };
}

pub(crate) use page;

/// Writes a template to a text.
#[expect(
    clippy::expect_used,
    reason = "a template fails only if the writer or a value's Display does; a String takes every write and the values are texts and numbers"
)]
pub(crate) fn render(template: &impl askama::Template) -> String {
    template.render().expect("texts and numbers can be written")
}
