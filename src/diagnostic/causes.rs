//! Findings that explain others.

use super::finding::Finding;

/// Drops the findings that follow from one of `causes`, and adds the causes.
pub(super) fn explain(findings: &mut Vec<Finding>, causes: Vec<Finding>) {
    let places = Places::of(&causes);
    findings.retain(|finding| !places.explain(finding));
    findings.extend(causes);
}

/// Where causes stand: the file, the first byte and the end, sorted. They do not overlap.
struct Places<'a>(Vec<(&'a str, usize, usize)>);

impl<'a> Places<'a> {
    fn of(causes: &'a [Finding]) -> Self {
        let places = causes.iter().map(|cause| &cause.place);
        let mut places: Vec<_> = places
            .map(|place| (place.source().name(), place.span().start, place.span().end))
            .collect();
        places.sort_unstable();
        Self(places)
    }

    /// Whether what `finding` tells follows from a cause: it is told of a part of one line in which one stands.
    fn explain(&self, finding: &Finding) -> bool {
        let (name, span) = (finding.place.source().name(), finding.place.span());
        let first = (name, span.start);
        let next = self.0.partition_point(|(file, start, _)| (*file, *start) < first);
        let holds = |(file, _, end): &(&str, usize, usize)| *file == name && *end <= span.end;
        self.0.get(next).is_some_and(holds) && !finding.place.snippet().contains('\n')
    }
}
