//! Finding items, and what becomes of what nobody finds (M6, M12, M21).

use city::client::{Client, Request};
use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, form, open, publish, text};

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

/// Looks for words with a program of this name; nothing is found.
fn look_for(world: &World, program: &str, words: &str) {
    let page = Client::default()
        .send(Request {
            method: "GET",
            url: format!("{}/search?q={words}", world.addresses.portal),
            headers: vec![("user-agent".to_owned(), program.to_owned())],
            ..Request::default()
        })
        .expect("the portal answers");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("没有找到"));
}

#[test]
fn what_nobody_finds_becomes_a_need_that_names_nobody() {
    const WANTED: &str = "%E7%81%AB%E6%98%9F%E7%A7%BB%E6%B0%91";
    let world = World::start(PROGRAM);
    publish(&world);
    let portal = &world.addresses.portal;
    // 火星移民 in two spellings; whoever reloads counts once a day, somebody else beside them counts too
    look_for(&world, "one", WANTED);
    look_for(&world, "one", WANTED);
    look_for(
        &world,
        "one",
        "%20%E7%81%AB%E6%98%9F%E7%A7%BB%E6%B0%91%EF%BC%81",
    );
    look_for(&world, "two", WANTED);
    // somebody's own telephone number is nobody's need
    look_for(&world, "one", "13812345678");
    let coordinator = world.speak_as("coordinator");
    let needs = coordinator.get("/v1/needs").json();
    let entries = needs.pointer("/entries").and_then(Value::as_array);
    assert_eq!(entries.map(Vec::len), Some(1), "{needs}");
    assert_eq!(text(&needs, "/entries/0/title"), "火星移民");
    assert_eq!(needs.pointer("/entries/0/searched"), Some(&json!(2)));
    assert_eq!(needs.pointer("/entries/0/this_month"), Some(&json!(2)));
    // tomorrow is another day
    world.move_clock_past("2026-11-24");
    look_for(&world, "one", WANTED);
    look_for(&world, "one", WANTED);
    let needs = coordinator.get("/v1/needs").json();
    assert_eq!(needs.pointer("/entries/0/searched"), Some(&json!(3)));

    // written in the form, it joins the same need; sent twice under one key it counts once
    let owner = world.speak_as(ENTERPRISE);
    let body = json!({ "words": "火星移民", "saying": "希望有交通补贴" });
    for _ in 0..2 {
        let asked = Asked::with(body.clone()).keyed("need");
        let taken = owner.ask("POST", "/v1/needs", asked);
        assert_eq!(taken.status, 201, "{}", taken.text());
    }
    let personal = json!({ "words": "用工", "saying": "请打 13812345678" });
    let personal = owner.post("/v1/needs", personal);
    assert_eq!(
        (personal.status, text(&personal.json(), "/code").as_str()),
        (422, "personal_data")
    );
    let whole = coordinator
        .get(&format!("/v1/needs/{}", text(&needs, "/entries/0/need")))
        .json();
    assert_eq!(whole.pointer("/count"), Some(&json!(4)));
    assert_eq!(text(&whole, "/sayings/0/words"), "希望有交通补贴");
    assert!(!whole.to_string().contains(ENTERPRISE));
    let page = world.anonymous().get("/needs");
    assert!(
        !page.text().contains("火星移民"),
        "the list is for the city"
    );

    // wanted and not eligible: the department whose item it is reads it, another does not
    let missed = form(&world, &format!("{portal}/needs"), &[("item", ITEM)]);
    assert_eq!(missed.status, 200, "{}", missed.text());
    assert!(missed.text().contains("需求已记录"));
    let own = world.speak_as("jingxin-editor").get("/v1/needs").json();
    assert_eq!(text(&own, "/entries/0/item"), ITEM);
    let stranger = world.speak_as("renshe-editor");
    let other = stranger.get("/v1/needs").json();
    assert_eq!(other.pointer("/entries"), Some(&json!([])));
    let path = format!("/v1/needs/{}", text(&own, "/entries/0/need"));
    assert_eq!(stranger.get(&path).status, 404);
    assert_eq!(owner.get("/v1/needs").status, 403);
}
