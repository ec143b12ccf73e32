// Package date holds the answer of the dateparser beside it.
package date

import "time"

// Date is a day that a line names, in UTC.
type Date struct{ Time time.Time }
