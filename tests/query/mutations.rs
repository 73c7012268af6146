//! Queries with one mistake, or a change that is none: each mutation is of one token. The same text always gives the same ones.

/// Tokens that are put where they may not belong.
const POOL: &[&str] = &[
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP",
    "BY",
    "ORDER",
    "AS",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS",
    "NULL",
    "(",
    ")",
    ",",
    ".",
    "*",
    "=",
    "+",
    "||",
    "1",
    "'x'",
    "\"q\"",
    "`b`",
    "name",
    "end",
    "timestamp",
    "LIMIT",
    "JOIN",
    "ON",
    "UNION",
    "CASE",
    "[",
    "]",
    "->",
    ";",
    "DISTINCT",
    "OVER",
    "date",
    "==",
    "2.5",
    "1e0",
    "count(*)",
    "max",
    "TRUE",
    "7d",
    ":",
    "@",
    "BETWEEN",
    "LIKE",
    "WITH",
];

/// A small generator (xorshift): no two machines may differ.
pub struct Random(u64);

impl Random {
    /// Seeded by a text.
    pub fn of(text: &str) -> Self {
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(hash | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    /// One of them.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Rough tokens, blanks between them kept as tokens of their own.
pub fn pieces(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let first = characters[at];
        let same = |c: char| match first {
            f if f.is_whitespace() => c.is_whitespace(),
            f if f.is_alphanumeric() || f == '_' => c.is_alphanumeric() || c == '_',
            _ => false,
        };
        at += 1;
        if first == '\'' || first == '"' {
            while at < characters.len() && characters[at] != first {
                at += 1;
            }
            at = (at + 1).min(characters.len());
        } else {
            while at < characters.len() && same(characters[at]) {
                at += 1;
            }
        }
        pieces.push(characters[start..at].iter().collect());
    }
    pieces
}

/// So many mutations of a query.
pub fn mutations(text: &str, count: usize) -> Vec<String> {
    let pieces = pieces(text);
    let solid: Vec<usize> = (0..pieces.len()).filter(|at| !pieces[*at].trim().is_empty()).collect();
    let mut random = Random::of(text);
    (0..count).map(|_| mutation(&pieces, &solid, &mut random)).collect()
}

fn mutation(pieces: &[String], solid: &[usize], random: &mut Random) -> String {
    let mut changed = pieces.to_vec();
    let at = solid[random.below(solid.len())];
    match random.below(7) {
        0 => changed[at].clear(),
        1 => changed[at] = format!("{0} {0}", pieces[at]),
        2 => changed[at] = random.one(POOL).to_owned(),
        3 => changed[at] = format!("{} {}", random.one(POOL), pieces[at]),
        4 => {
            let other = solid[random.below(solid.len())];
            changed.swap(at, other);
        }
        5 => {
            // A slip of the finger inside a word.
            let words: Vec<usize> = solid.iter().copied().filter(|at| pieces[*at].len() > 2).collect();
            let at = if words.is_empty() {
                at
            } else {
                words[random.below(words.len())]
            };
            let mut letters: Vec<char> = changed[at].chars().collect();
            let letter = 1 + random.below(letters.len().saturating_sub(1));
            if letter < letters.len() {
                letters.remove(letter);
            }
            changed[at] = letters.into_iter().collect();
        }
        // Another token of the same query: names and functions in each other's places.
        _ => changed[at] = pieces[solid[random.below(solid.len())]].clone(),
    }
    changed.concat()
}
