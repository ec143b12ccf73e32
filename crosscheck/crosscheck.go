// Package crosscheck holds claims against each other and says which
// contradict, update or support which, and why.
//
// In go claims of news; out come findings, each with its sides, their
// intervals, independent sources, and sentences that give the reason. Nothing
// here opens a file, a socket or a clock: the same claims give the same
// findings, in whatever order they come.
//
// Five questions decide, in this order:
//
//  1. Do the claims answer one question? (axis.go) Every slot is compared:
//     measure, unit, subject, place, scope, modality, people, event. A slot
//     one side leaves out unifies at lower confidence; a part of a whole is a
//     bound.
//  2. Do they speak of one time? (timing.go) By the measure's nature.
//  3. What do the words of each figure allow? (quantity.go) "Almost 40,000"
//     is an interval; so is a round number.
//  4. Who says so? (origin.go) Copies and claims of one origin count once.
//  5. What kind of finding is it? (decide.go)
//
// Compare does this for two claims, Check for a batch, a Checker for a stream
// of article revisions at a million claims, CompareTexts for two texts.
// The knowledge is data in en/, from the reading of defence news; each list
// explains itself.
package crosscheck
