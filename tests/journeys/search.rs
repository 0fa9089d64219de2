//! Finding items (M12).

use serde_json::Value;
use world::World;

use crate::PROGRAM;
use crate::steps::{ITEM, open, publish, text};

fn count(found: &Value, facet: &str, value: &str) -> u64 {
    let facets = found.pointer("/facets").and_then(Value::as_array);
    let values = facets
        .into_iter()
        .flatten()
        .filter(|one| text(one, "/facet") == facet)
        .filter_map(|one| one.pointer("/values")?.as_array())
        .flatten();
    let mut values = values.filter(|one| text(one, "/value") == value);
    let count = values
        .next()
        .and_then(|one| one.pointer("/count")?.as_u64());
    count.unwrap_or_default()
}

#[test]
fn an_item_is_found_by_another_name_and_narrowed_by_facets() {
    let world = World::start(PROGRAM);
    publish(&world);
    let all = world.anonymous().get("/v1/items?limit=1").json();
    assert!(all.pointer("/total").and_then(Value::as_u64).unwrap_or(0) > 20);
    assert!(all.get("next_cursor").is_some());

    // 入规 is what people say; the policy says 规模以上 or 规上
    let found = world
        .anonymous()
        .get("/v1/items?q=%E5%85%A5%E8%A7%84")
        .json();
    let items: Vec<String> = found
        .pointer("/entries")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|entry| text(entry, "/item"))
        .collect();
    assert!(items.contains(&ITEM.to_owned()), "{items:?}");
    assert!(found.to_string().contains("\"hit\":true"));

    let micro = count(&all, "size", "micro");
    let narrowed = world
        .anonymous()
        .get("/v1/items?size=micro&kind=money,exemption")
        .json();
    let total = narrowed.pointer("/total").and_then(Value::as_u64);
    assert!(total.is_some_and(|total| total > 0 && total <= micro));
    let wrong = world.anonymous().get("/v1/items?kind=gold");
    assert_eq!(wrong.status, 400);

    // every page once, in the order of the whole
    let mut seen = Vec::new();
    let mut path = "/v1/items?limit=7&open=now".to_owned();
    for _ in 0..20 {
        let page = world.anonymous().get(&path).json();
        let entries = page.pointer("/entries").and_then(Value::as_array).cloned();
        seen.extend(
            entries
                .unwrap_or_default()
                .iter()
                .map(|one| text(one, "/item")),
        );
        match page.get("next_cursor").and_then(Value::as_str) {
            Some(cursor) => path = format!("/v1/items?limit=7&open=now&cursor={cursor}"),
            None => break,
        }
    }
    let distinct: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!(distinct.len(), seen.len());
    assert_eq!(
        u64::try_from(seen.len()).ok(),
        Some(count(&all, "open", "now"))
    );

    let page = open(&format!(
        "{}/search?q=%E5%85%A5%E8%A7%84",
        world.addresses.portal
    ));
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<mark>"));
}
