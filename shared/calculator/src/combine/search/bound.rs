//! What no set can be worth more than.
//!
//! What is still open is covered with cliques, of which at most one member can be taken: a clique adds the greatest amount in it. What
//! lies under a joint ceiling gives no more than it comes to, and no more than the ceiling. So each ceiling may be held to be reached:
//! then it gives all of itself, and its members add nothing to their cliques. Whichever ceilings are held to be reached, no set is worth
//! more; those are looked for that leave least.

use super::{Fen, Places, Search};

/// Cliques over what is open, and which ceilings are held to be reached; kept to reserve no memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    /// For each clique the greatest amount under no ceiling, and under each.
    tops: Vec<Fen>,
    reached: Vec<bool>,
}

impl Search {
    /// No set made of the one on the way and of what is open is worth more than this. Whoever only asks whether it is worth looking on
    /// says from which bound on it is not: then nothing lower is looked for.
    pub(super) fn bound(&mut self, open: &Places, hopeless: impl Fn(Fen) -> bool) -> Fen {
        let mut cover = std::mem::take(&mut self.cover);
        self.cliques(open, &mut cover.tops);
        // what was held to be reached for the set before this one is a good guess
        cover.reached.resize(self.greatest.len(), false);
        let mut least = self.at_most(&cover);
        let mut better = true;
        while better {
            better = false;
            for group in 0..cover.reached.len() {
                if hopeless(least) {
                    break;
                }
                cover.turn(group);
                let bound = self.at_most(&cover);
                if bound < least {
                    (least, better) = (bound, true);
                } else {
                    cover.turn(group);
                }
            }
        }
        self.cover = cover;
        least
    }

    fn cliques(&self, open: &Places, tops: &mut Vec<Fen>) {
        let width = self.greatest.len() + 1;
        tops.clear();
        let mut rest = open.clone();
        while let Some(head) = rest.first() {
            let from = tops.len();
            tops.resize(from + width, Fen::default());
            let mut next = Some(head);
            let mut candidates = rest.clone();
            while let Some(place) = next {
                rest.remove(place);
                candidates.remove(place);
                if let Some(against) = self.against.get(place) {
                    candidates.keep(against);
                }
                let group = self.under(place).map_or(0, |(group, _)| group + 1);
                if let Some(top) = tops.get_mut(from + group) {
                    *top = (*top).max(self.amount(place));
                }
                next = candidates.first();
            }
        }
    }

    /// The bound where some ceilings are held to be reached.
    fn at_most(&self, cover: &Cover) -> Fen {
        let ceilings = self.set.used.iter().zip(&self.greatest).zip(&cover.reached);
        let ceilings = ceilings.map(|((used, greatest), reached)| {
            if *reached {
                used.least.unwrap_or(*greatest)
            } else {
                used.sum
            }
        });
        let cliques = cover.tops.chunks_exact(cover.reached.len() + 1);
        let cliques = cliques.map(|tops| {
            let free = tops.first().copied().unwrap_or_default();
            let under = tops.iter().skip(1).zip(&cover.reached);
            let under = under.filter(|(_, reached)| !**reached);
            under.fold(free, |most, (top, _)| most.max(*top))
        });
        ceilings.chain(cliques).fold(self.set.free, Fen::plus)
    }
}

impl Cover {
    /// Holds a ceiling to be reached if it was not, and the other way round.
    fn turn(&mut self, group: usize) {
        if let Some(reached) = self.reached.get_mut(group) {
            *reached = !*reached;
        }
    }
}
