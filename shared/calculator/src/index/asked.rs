//! Every question of a catalogue, answered for some enterprises at once.

use super::block::Block;
use super::columns::{Answers, Column, Columns};
use super::many::ALL;
use super::plan::Plan;
use super::scan::{Codes, LANES, transposed};
use super::{Index, place, short};

impl Index {
    /// The plans of every question that is not answered by its value, group by group.
    pub(super) fn all_plans<'c>(&self, columns: &'c Columns) -> Vec<Vec<Plan<'c>>> {
        let groups = self.groups.iter().zip(&columns.groups);
        let plans = groups.map(|(group, column)| {
            let count = match column {
                Column::Classes(..) | Column::Ranks(_) | Column::Reached(..) => 0,
                Column::Few(..) | Column::Titles(..) => group.count,
            };
            (0..short(count))
                .map(|asked| Plan::of(group, column, asked))
                .collect()
        });
        plans.collect()
    }

    /// Answers every question for the enterprises from a word on.
    pub(super) fn ask_all(
        &self,
        columns: &Columns,
        plans: &[Vec<Plan<'_>>],
        from: usize,
        asked: &mut [Block<ALL>],
    ) {
        let groups = self.groups.iter().zip(&columns.groups).zip(plans);
        for ((group, column), plans) in groups {
            let own = group.word * LANES..(group.word + group.words) * LANES;
            let own = asked.get_mut(own).unwrap_or_default();
            match column {
                Column::Few(..) | Column::Titles(..) => {
                    for (block, plan) in own.iter_mut().zip(plans) {
                        *block = plan.block(from);
                    }
                }
                Column::Ranks([sure, may]) => {
                    own.fill(Block::NONE);
                    reach(sure, from, own, |block| &mut block.sure);
                    reach(may, from, own, |block| &mut block.may);
                    rise(own);
                }
                Column::Reached(codes, unknown) => {
                    own.fill(Block::NONE);
                    reach(codes, from, own, |block| &mut block.sure);
                    rise(own);
                    let unknown = unknown.get(from..).unwrap_or_default();
                    for block in own {
                        for ((may, sure), open) in
                            block.may.iter_mut().zip(&block.sure).zip(unknown)
                        {
                            *may = sure | open;
                        }
                    }
                }
                Column::Classes(codes, answers) => turn(codes, answers, from, own),
            }
        }
    }
}

/// Notes each enterprise at the last line it reaches.
fn reach(
    codes: &Codes,
    from: usize,
    lines: &mut [Block<ALL>],
    half: impl Fn(&mut Block<ALL>) -> &mut [u64; ALL],
) {
    for at in 0..ALL * LANES {
        let last = place(codes.at(from * LANES + at)).wrapping_sub(1);
        let words = lines.get_mut(last).map(&half);
        if let Some(word) = words.and_then(|words| words.get_mut(at / LANES)) {
            *word |= 1 << (at % LANES);
        }
    }
}

/// Every line takes over what the next one has.
fn rise(lines: &mut [Block<ALL>]) {
    let mut next = Block::NONE;
    for line in lines.iter_mut().rev() {
        line.or(&next);
        next = *line;
    }
}

/// What the values of sixty-four enterprises answer to sixty-four questions, turned round: for each question the enterprises.
fn turn(codes: &Codes, answers: &Answers, from: usize, own: &mut [Block<ALL>]) {
    for word in 0..ALL {
        let first = (from + word) * LANES;
        let values: [usize; LANES] = std::array::from_fn(|at| place(codes.at(first + at)));
        let open = (0..).zip(values).fold(0, |open, (at, value)| {
            open | u64::from(answers.says_nothing(value)) << at
        });
        let exact = values.iter().all(|value| answers.says_all(*value));
        for (part, blocks) in own.chunks_mut(LANES).enumerate() {
            let half =
                |which: usize| transposed(values.map(|value| answers.word(value, part, which)));
            let sure = half(1);
            let may = if exact { sure } else { half(0) };
            for ((block, may), sure) in blocks.iter_mut().zip(may).zip(sure) {
                if let (Some(own_may), Some(own_sure)) =
                    (block.may.get_mut(word), block.sure.get_mut(word))
                {
                    (*own_may, *own_sure) = (may | open, sure);
                }
            }
        }
    }
}
