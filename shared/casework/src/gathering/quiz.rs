//! A quiz (测验) made from the items as they are in force: who holds a certificate knows what the list says (M71, M72).
//!
//! The same topics and the same seed give the same paper. A question is asked only where it has one right answer and enough wrong ones.

use crate::Text;

/// Choices of a question.
pub const CHOICES: usize = 4;
/// Right answers needed, in hundredths.
pub const PASS_PER_CENT: usize = 80;

/// What a quiz can ask about one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Title of the item.
    pub title: Text,
    /// Its conditions in force, in plain words.
    pub conditions: Vec<Text>,
    /// Working days promised.
    pub working_days: u32,
    /// Name of the department that makes the policy.
    pub department: Text,
    /// Names of the materials everybody must hand in.
    pub materials: Vec<Text>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub words: Text,
    /// What can be chosen; each is different.
    pub choices: Vec<Text>,
    /// Place of the right choice.
    pub right: usize,
}

/// The questions somebody is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// In order.
    pub questions: Vec<Question>,
}

/// What answers came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Right answers.
    pub right: usize,
    /// Questions.
    pub of: usize,
    /// Whether that is enough.
    pub passed: bool,
}

impl Paper {
    /// Marks answers, each the place of a choice; an answer that is missing is wrong.
    #[must_use]
    pub fn mark(&self, answers: &[usize]) -> Marked {
        let pairs = self.questions.iter().zip(answers);
        let right = pairs
            .filter(|(question, answer)| question.right == **answer)
            .count();
        let of = self.questions.len();
        let enough = right.saturating_mul(100) >= of.saturating_mul(PASS_PER_CENT);
        Marked {
            right,
            of,
            passed: of > 0 && enough,
        }
    }
}

/// How many questions can be asked about these topics, with wrong answers from `all`: the same for every seed.
#[must_use]
pub fn can_ask(topics: &[Topic], all: &[Topic]) -> usize {
    draw((topics, all), usize::MAX, 0).questions.len()
}

/// Draws up to `questions` questions about `topics`, with wrong answers from `all` topics there are.
#[must_use]
pub fn draw((topics, all): (&[Topic], &[Topic]), questions: usize, seed: u64) -> Paper {
    let mut dice = Dice(seed);
    let mut asked: Vec<Question> = topics
        .iter()
        .flat_map(|topic| ask(topic, all, &mut dice))
        .collect();
    dice.shuffle(&mut asked);
    asked.truncate(questions);
    Paper { questions: asked }
}

fn ask(topic: &Topic, all: &[Topic], dice: &mut Dice) -> Vec<Question> {
    let (zh, en) = (&topic.title.zh, &topic.title.en);
    let days = |days: u32| Text::new(format!("{days} 个工作日"), format!("{days} working days"));
    let promised = topic.working_days;
    let nearby = [
        promised.saturating_sub(5),
        promised.saturating_sub(2),
        promised.saturating_add(1),
        promised.saturating_add(3),
        promised.saturating_add(10),
    ];
    let other_days = nearby.into_iter().filter(|other| *other > 0).map(days);
    let departments = all.iter().map(|other| other.department.clone());
    let materials = all.iter().flat_map(|other| other.materials.clone());
    let foreign = materials.filter(|one| topic.materials.iter().all(|own| own.zh != one.zh));
    let of_conditions = dice.pick(&topic.conditions).cloned().and_then(|condition| {
        let words = Text::new(
            format!("下列哪一项是“{zh}”的申请条件？"),
            format!("Which of these is a condition of “{en}”?"),
        );
        let others = all.iter().flat_map(|other| other.conditions.clone());
        let foreign = others.filter(|one| topic.conditions.iter().all(|own| own.zh != one.zh));
        question(words, condition, foreign.collect(), dice)
    });
    let of_materials = dice.pick(&topic.materials).cloned().and_then(|material| {
        let words = Text::new(
            format!("申请“{zh}”，必须提交下列哪一项材料？"),
            format!("Which of these must be handed in for “{en}”?"),
        );
        question(words, material, foreign.collect(), dice)
    });
    let of_days = question(
        Text::new(
            format!("“{zh}”承诺多少个工作日办结？"),
            format!("Within how many working days is “{en}” promised?"),
        ),
        days(promised),
        other_days.collect(),
        dice,
    );
    let of_department = question(
        Text::new(
            format!("“{zh}”由哪个部门主管？"),
            format!("Which department is in charge of “{en}”?"),
        ),
        topic.department.clone(),
        departments.collect(),
        dice,
    );
    [of_conditions, of_days, of_department, of_materials]
        .into_iter()
        .flatten()
        .collect()
}

/// A question with choices in chance order; none where there are not enough wrong ones.
fn question(words: Text, right: Text, wrong: Vec<Text>, dice: &mut Dice) -> Option<Question> {
    let mut wrong: Vec<Text> = wrong.into_iter().filter(|one| one.zh != right.zh).collect();
    wrong.sort_by(|one, other| one.zh.cmp(&other.zh));
    wrong.dedup_by(|one, other| one.zh == other.zh);
    dice.shuffle(&mut wrong);
    wrong.truncate(CHOICES.saturating_sub(1));
    let answer = right.zh.clone();
    let mut choices = wrong;
    choices.push(right);
    dice.shuffle(&mut choices);
    let right = choices.iter().position(|choice| choice.zh == answer)?;
    (choices.len() == CHOICES).then_some(Question {
        words,
        choices,
        right,
    })
}

/// Chance from a seed (SplitMix64): the same each time, which a quiz can be marked by.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `list`; none of an empty one.
    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let among = u64::try_from(list.len()).unwrap_or(u64::MAX);
        let drawn = self.next().checked_rem(among)?;
        list.get(usize::try_from(drawn).ok()?)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let among = u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1);
            let drawn = self.next().checked_rem(among).unwrap_or(0);
            list.swap(last, usize::try_from(drawn).unwrap_or(last));
        }
    }
}
