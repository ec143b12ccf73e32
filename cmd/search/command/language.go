package command

import (
	"fmt"

	"muster/cmd/daemon"

	"github.com/spf13/cobra"
)

// language is the help page of the query language.
const language = `Words
  troops Lithuania       claims with both words: also troop, not Lithuanian
  "eastern flank"        words in this order
  brig*                  any word that begins so
  F16                    also F-16
  a OR b   NOT a   -a   (a OR b) c

Fields, as field:value, field:"more words", field:beginning*, field:(a OR b)
  source      anybody in the chain of who says it: source:AP
  outlet      who published it: outlet:nyt outlet:reuters.com
  country     a country of any side or place: UK, USA, DEU, Ukraine, EU
  place       where it is or happens: place:Kiev
  by of to    who does it; whose people or things they are; who receives
              them or is aimed at
  subject     the side it is about: who suffers, spends, sends or holds
  event       the named event
  measure     words of what is measured, and their classes:
              measure:soldiers, measure:killed, measure:missile
  unit        unit:dollar, unit:person, unit:tank, unit:soldiers
  kind        figure, date, statement; of findings contradiction, update,
              correction, agreement, arithmetic, transcription, dispute,
              hedge-drift, outcome, unsure
  modality    actual, planned, proposed, alleged, hypothetical
  hedge       exact, about, almost, over, under, at-least, at-most,
              between, vague
  scope       total, each, additional, share, change, rank
  polarity    asserted, denied
  article     the ID of an article
  copyof      the ID of an article that others republish

Ranges
  figure:40000  figure:10k..40k  figure:>=1.5m  figure:<2bn
                    figures that overlap a range; an open end ("over 10,000")
                    reaches to twice the number, or to half
  date:2023-07           the time that a figure holds for
  published:2023-04..2023-07  published:>=2023-04-11
  published:7d           so long ago until today: d, w, m, y; today, yesterday

A query that begins with - stands behind --: search find -- -planned troops.
Where nothing is found, what came near is said.`

// queryHelp is a page of help, not a command.
func queryHelp() *cobra.Command {
	return daemon.Filter(&cobra.Command{
		Use: "query", Short: "The language of queries (search help query)", Long: language,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(c.OutOrStdout(), language)
			return err
		},
	})
}
