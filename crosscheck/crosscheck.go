// Package crosscheck holds claims against each other and says which
// contradict, update or support which, and why.
//
// In go claims of news; out come findings, each with its sides as they were
// stated, their independent sources, how probable it is, and sentences that
// give the reason. Nothing here opens a file, a socket or a clock: the same
// claims give the same findings, in whatever order they come. No sentence is
// read, only quoted.
//
// The rooms, each of which knows only those before it:
//
//	amount    a figure as the interval its words allow
//	question  the slots of two claims compared: agree, differ, not known
//	judge     one question? can both be true? does time explain it?
//	why, sums the reasons in words; figures that add up
//	ledger    the claims of a stream, and which of them answer one question
//
// Compare judges two claims, Check a batch, a Checker a stream of article
// revisions at a million claims, AnswerTo all that is said on one question.
package crosscheck
