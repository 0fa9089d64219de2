//! The API description, readable: an index, one page per tag, one page per shape; all made from the OpenAPI document itself.

use askama::Template;
use serde_json::Value;

use crate::chrome::{Chrome, Nav};
use crate::render::render;
use crate::site::Site;

mod schema;

use schema::{Field, Kind, fields, kind};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The index, key `docs`.
#[derive(Debug, Template)]
#[template(path = "standing/docs.html")]
struct IndexPage<'a> {
    chrome: Chrome<'a>,
    title: &'a str,
    version: &'a str,
    description: &'a str,
    tags: &'a [Tag<'a>],
}

/// The operations of one tag, key `docs/{tag}`.
#[derive(Debug, Template)]
#[template(path = "standing/docs_tag.html")]
struct TagPage<'a> {
    chrome: Chrome<'a>,
    tag: &'a Tag<'a>,
}

/// One named shape, key `docs/schemas/{name}`.
#[derive(Debug, Template)]
#[template(path = "standing/docs_schema.html")]
struct SchemaPage<'a> {
    chrome: Chrome<'a>,
    name: &'a str,
    description: &'a str,
    values: Vec<&'a str>,
    fields: Vec<Field<'a>>,
}

/// Operations that belong together.
#[derive(Debug)]
struct Tag<'a> {
    name: &'a str,
    description: &'a str,
    operations: Vec<Operation<'a>>,
}

/// One method of one address.
#[derive(Debug)]
struct Operation<'a> {
    method: String,
    path: &'a str,
    id: &'a str,
    summary: &'a str,
    description: &'a str,
    roles: Vec<&'a str>,
    parameters: Vec<Parameter<'a>>,
    body: Option<Content<'a>>,
    responses: Vec<Response<'a>>,
}

#[derive(Debug)]
struct Parameter<'a> {
    name: &'a str,
    place: &'static str,
    required: bool,
    kind: Kind<'a>,
    description: &'a str,
}

#[derive(Debug)]
struct Content<'a> {
    media_type: &'a str,
    kind: Kind<'a>,
    fields: Vec<Field<'a>>,
}

#[derive(Debug)]
struct Response<'a> {
    status: &'a str,
    description: &'a str,
    kind: Option<Kind<'a>>,
}

/// Keys and pages.
pub(super) fn pages(site: &Site, openapi: &Value) -> Vec<(String, String)> {
    let chrome = Chrome::new(site, Nav::Help);
    let tags = tags(openapi);
    let index = IndexPage {
        chrome,
        title: text(openapi, "/info/title"),
        version: text(openapi, "/info/version"),
        description: text(openapi, "/info/description"),
        tags: &tags,
    };
    let mut pages = vec![("docs".to_owned(), render(&index))];
    pages.extend(tags.iter().map(|tag| {
        (
            format!("docs/{}", tag.name),
            render(&TagPage { chrome, tag }),
        )
    }));
    pages.extend(
        entries(openapi, "/components/schemas").map(|(name, schema)| {
            let page = SchemaPage {
                chrome,
                name,
                description: text(schema, "/description"),
                values: texts(schema, "/enum"),
                fields: fields(schema, openapi),
            };
            (format!("docs/schemas/{name}"), render(&page))
        }),
    );
    pages
}

/// Every tag with its operations, in the order the document lists tags, then as they appear.
fn tags(openapi: &Value) -> Vec<Tag<'_>> {
    let listed = openapi.pointer("/tags").and_then(Value::as_array);
    let mut tags: Vec<Tag<'_>> = listed
        .into_iter()
        .flatten()
        .map(|tag| Tag {
            name: text(tag, "/name"),
            description: text(tag, "/description"),
            operations: Vec::new(),
        })
        .collect();
    for (path, item) in entries(openapi, "/paths") {
        for method in METHODS {
            if let Some(value) = item.get(method) {
                let name = texts(value, "/tags").first().copied().unwrap_or("other");
                let operation = operation(method, path, value, openapi);
                match tags.iter_mut().find(|tag| tag.name == name) {
                    Some(tag) => tag.operations.push(operation),
                    None => tags.push(Tag {
                        name,
                        description: "",
                        operations: vec![operation],
                    }),
                }
            }
        }
    }
    tags.retain(|tag| !tag.operations.is_empty());
    tags
}

fn operation<'a>(
    method: &str,
    path: &'a str,
    value: &'a Value,
    openapi: &'a Value,
) -> Operation<'a> {
    let parameters = value.pointer("/parameters").and_then(Value::as_array);
    Operation {
        method: method.to_uppercase(),
        path,
        id: text(value, "/operationId"),
        summary: text(value, "/summary"),
        description: text(value, "/description"),
        roles: texts(value, "/x-roles"),
        parameters: parameters
            .into_iter()
            .flatten()
            .map(|given| parameter(resolved(given, openapi)))
            .collect(),
        body: value
            .pointer("/requestBody/content")
            .and_then(|content| content_of(content, openapi)),
        responses: entries(value, "/responses")
            .map(|(status, response)| response_of(status, resolved(response, openapi), openapi))
            .collect(),
    }
}

fn parameter(value: &Value) -> Parameter<'_> {
    Parameter {
        name: text(value, "/name"),
        place: match text(value, "/in") {
            "path" => "路径",
            "query" => "查询",
            "header" => "请求头",
            _ => "其他",
        },
        required: value
            .get("required")
            .and_then(Value::as_bool)
            .unwrap_or_default(),
        kind: kind(value.get("schema").unwrap_or(&Value::Null)),
        description: text(value, "/description"),
    }
}

fn content_of<'a>(content: &'a Value, openapi: &'a Value) -> Option<Content<'a>> {
    let (media_type, media) = content.as_object()?.iter().next()?;
    let schema = media.get("schema")?;
    Some(Content {
        media_type,
        kind: kind(schema),
        fields: fields(schema, openapi),
    })
}

fn response_of<'a>(status: &'a str, value: &'a Value, openapi: &'a Value) -> Response<'a> {
    let content = value
        .pointer("/content")
        .and_then(|content| content_of(content, openapi));
    Response {
        status,
        description: text(value, "/description"),
        kind: content.map(|content| content.kind),
    }
}

/// What a local reference leads to, or the value itself.
fn resolved<'a>(value: &'a Value, openapi: &'a Value) -> &'a Value {
    value
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| openapi.pointer(reference.strip_prefix('#')?))
        .unwrap_or(value)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn texts<'a>(value: &'a Value, pointer: &str) -> Vec<&'a str> {
    let list = value.pointer(pointer).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn entries<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let object = value.pointer(pointer).and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}
