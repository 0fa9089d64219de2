//! How texts are made alike before they are compared, and how a question is taken apart.

use std::sync::OnceLock;

const ALIASES: &str = include_str!("aliases.json");

/// Longest question, in characters.
pub const QUESTION_CHARACTERS_MAX: usize = 60;
/// Most words of a question; the rest is not looked at.
const WORDS_MAX: usize = 8;
/// Words with aliases that nearly every item has.
const MONEY: [&str; 2] = ["补贴", "奖励"];
/// Single characters that say nothing by themselves.
const FILLERS: &str = "的和与及或在对为了有无";

/// Words that mean the same to people who search (小巨人 and 专精特新), made alike. The file is part of the program and a test reads it.
fn aliases() -> &'static [Vec<String>] {
    static GROUPS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let groups: Vec<Vec<String>> = serde_json::from_str(ALIASES).unwrap_or_default();
        groups
            .into_iter()
            .map(|group| group.iter().map(|word| alike(word)).collect())
            .collect()
    })
}

/// One character made like its kin: full width to half, capital to small, everything that is neither letter nor digit to a blank.
/// Characters are never added or lost, so a place in the result is a place in the original.
fn plain(letter: char) -> char {
    let half = match u32::from(letter) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    if half.is_alphanumeric() {
        half.to_lowercase().next().unwrap_or(half)
    } else {
        ' '
    }
}

/// A text made alike, character for character.
pub(super) fn alike(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// One word of a question: it counts as found where one of these is found; the first is the word itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) spellings: Vec<String>,
}

impl Word {
    /// Whether it is a word of policies that tells one item from another; that it is money tells nothing.
    pub(super) fn is_telling(&self) -> bool {
        let alone = self.spellings.len() == 1;
        let mut money = MONEY.iter();
        !alone && !money.any(|word| self.spellings.iter().any(|spelling| spelling == word))
    }
}

/// The words of a question, made alike, each with the words that mean the same.
pub(super) fn words(question: &str) -> Vec<Word> {
    let shortened: String = question.chars().take(QUESTION_CHARACTERS_MAX).collect();
    let mut words: Vec<Word> = Vec::new();
    for run in alike(&shortened).split_whitespace() {
        for word in parts(run) {
            if !words.contains(&word) && words.len() < WORDS_MAX {
                words.push(word);
            }
        }
    }
    words
}

/// A run of characters, cut where a word with aliases stands in it: 高企奖励 is 高企 and 奖励.
fn parts(run: &str) -> Vec<Word> {
    let mut parts = Vec::new();
    let mut between = String::new();
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        if let Some((word, spellings)) = known_at(rest) {
            parts.extend(unknown(&std::mem::take(&mut between)));
            parts.push(Word { spellings });
            rest = rest.strip_prefix(word).unwrap_or_default();
        } else {
            between.push(first);
            rest = rest.strip_prefix(first).unwrap_or_default();
        }
    }
    parts.extend(unknown(&between));
    parts
}

/// The longest word with aliases that `text` begins with, and everything that means the same, itself first.
fn known_at(text: &str) -> Option<(&'static str, Vec<String>)> {
    let all = aliases()
        .iter()
        .flat_map(|group| group.iter().map(move |word| (group, word)));
    let (_, word) = all
        .filter(|(_, word)| text.starts_with(word.as_str()))
        .max_by_key(|(_, word)| word.len())?;
    // 奖补 is a subsidy and an award
    let groups = aliases().iter().filter(|group| group.contains(word));
    let mut spellings = vec![word.clone()];
    for other in groups.flatten() {
        if !spellings.contains(other) {
            spellings.push(other.clone());
        }
    }
    Some((word.as_str(), spellings))
}

fn unknown(text: &str) -> Option<Word> {
    let filler = text.chars().count() == 1 && FILLERS.contains(text);
    (!text.is_empty() && !filler).then(|| Word {
        spellings: vec![text.to_owned()],
    })
}

/// The question as it is counted among needs: words made alike, in one order, one blank between them. 高企 奖励 and “奖励，高企” are one.
#[must_use]
pub fn normalised(question: &str) -> String {
    let shortened: String = question.chars().take(QUESTION_CHARACTERS_MAX).collect();
    let plain = alike(&shortened);
    let mut runs: Vec<&str> = plain.split_whitespace().collect();
    runs.sort_unstable();
    runs.dedup();
    runs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(question: &str) -> Vec<Vec<String>> {
        words(question)
            .into_iter()
            .map(|word| word.spellings)
            .collect()
    }

    #[test]
    fn the_file_of_aliases_reads_and_says_nothing_twice() {
        let groups: Vec<Vec<String>> = serde_json::from_str(ALIASES).unwrap();
        assert!(groups.len() > 30);
        let mut seen = std::collections::BTreeSet::new();
        for group in &groups {
            assert!(group.len() > 1, "{group:?} is alone");
            for word in group {
                let own = seen.insert(word.clone());
                assert!(own || word == "奖补", "`{word}` is in two groups");
                assert!(word.chars().count() > 1, "`{word}` is too short");
            }
        }
    }

    #[test]
    fn a_word_brings_what_means_the_same() {
        assert_eq!(spelled("高企"), [["高企", "高新技术企业", "高新企业"]]);
        let found = spelled("小巨人");
        assert!(found.iter().flatten().any(|word| word == "专精特新"));
        assert!(spelled("入规").iter().flatten().any(|word| word == "规上"));
        assert!(
            spelled("稳岗")
                .iter()
                .flatten()
                .any(|word| word == "失业保险返还")
        );
    }

    #[test]
    fn a_run_is_cut_at_known_words_and_fillers_fall_away() {
        let firsts: Vec<String> = words("高企的奖励，ＤＣＭＭ贯标")
            .into_iter()
            .filter_map(|word| word.spellings.into_iter().next())
            .collect();
        assert_eq!(firsts, ["高企", "奖励", "dcmm贯标"]);
        assert_eq!(words("").len(), 0);
        assert_eq!(words("，。！").len(), 0);
        assert_eq!(words(&"甲 乙 丙 丁 戊 己 庚 辛 壬 癸".repeat(9)).len(), 8);
    }

    #[test]
    fn one_need_has_one_spelling() {
        assert_eq!(normalised("  奖励，高企 "), normalised("高企 奖励"));
        assert_eq!(normalised("Dcmm　贯标"), "dcmm 贯标");
        assert_eq!(normalised("！？"), "");
    }

    #[test]
    fn making_alike_keeps_every_place() {
        for text in ["“小巨人”企业（国家级）", "ＡＢＣ１２３", "İstanbul ß", ""]
        {
            assert_eq!(alike(text).chars().count(), text.chars().count());
        }
    }
}
