package crosscheck

import (
	"cmp"
	"slices"

	"muster/news"
)

// The kinds of relation between two texts, strongest first.
const (
	Contradicts = "contradiction"
	Updates     = "update"
	Agrees      = "agreement"
	Unrelated   = "unrelated"
)

// relationOf is what a finding between two texts makes of them.
var relationOf = map[news.FindingKind]string{
	news.Contradiction: Contradicts, news.Dispute: Contradicts, news.Transcription: Contradicts,
	news.Correction: Updates, news.Update: Updates, news.Outcome: Updates, news.HedgeDrift: Agrees, news.Agreement: Agrees,
}

// CompareTexts says what two articles laid side by side are to each other, with
// the findings between them, most severe first.
func CompareTexts(a, b news.ClaimSet) (kind string, findings []news.Finding) {
	c := New(Config{Mode: Beside})
	c.Load(a)
	c.Load(b)
	err := c.Settle(func(f news.Finding) error {
		if joins(f, a.Article.ID) && joins(f, b.Article.ID) {
			findings = append(findings, f)
		}
		return nil
	})
	if err != nil {
		return Unrelated, nil // memory knows every claim added
	}
	slices.SortFunc(findings, func(x, y news.Finding) int {
		return cmp.Or(cmp.Compare(y.Severity, x.Severity), cmp.Compare(x.ID, y.ID))
	})
	return strongest(findings), findings
}

// joins reports whether a finding quotes an article.
func joins(f news.Finding, article string) bool {
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			if c.Article.ID == article {
				return true
			}
		}
	}
	return false
}

func strongest(findings []news.Finding) string {
	has := map[string]bool{}
	for _, f := range findings {
		has[relationOf[f.Kind]] = true
	}
	for _, kind := range []string{Contradicts, Updates, Agrees} {
		if has[kind] {
			return kind
		}
	}
	return Unrelated
}
