// Package attribution scores extract/attribution: against PolNeAR, whose
// articles have source, cue and content marked, and against the chains of
// the gold claims.
//
// In PolNeAR a cue counts as found when the spans share a character, one
// prediction to one gold attribution. Where the gold names no source, none
// may be given. The articles are dealt into two halves by a hash of their
// IDs: rules are written while looking at half A only, half B shows whether
// they hold for text nobody looked at.
package attribution

import (
	"muster/extract/attribution"
	"muster/extract/entity"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/score/table"
)

// Score reads goldDir/attribution/polnear.jsonl.gz and goldDir/claims. The
// error wraps fs.ErrNotExist where they are absent.
func Score(goldDir string) ([]table.Table, error) {
	read := reader()
	polnear, err := scorePolnear(goldDir, read)
	if err != nil {
		return nil, err
	}
	claims, err := scoreClaims(goldDir, read)
	if err != nil {
		return nil, err
	}
	return []table.Table{polnear, claims}, nil
}

// readFunc reads the attributions of a text.
type readFunc func(text string, c entity.Context) *attribution.Reports

func reader() readFunc {
	mentions, reports := entity.New(), attribution.New()
	return func(text string, c entity.Context) *attribution.Reports {
		t := token.Read(text)
		f := syntax.NewForest(t)
		return reports.Read(t, f, mentions.Read(t, f, c))
	}
}
