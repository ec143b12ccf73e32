package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// reserve is how much of a disk stays free, in bytes. A JetStream that finds
// no room for one more block turns itself off, and bleve gives up a merge, so
// work pauses while there is still room for what is under way: the largest
// message, a block of 8 MB a stream, and a merge of middling segments.
const reserve = 96 << 20

// roomEvery is how often the room on the disk is looked at.
const roomEvery = time.Second

// errNoRoom pauses reading.
var errNoRoom = errors.New("the disk is nearly full")

// disk watches the room left for a folder. measure gives the bytes free, and
// false where that cannot be known.
type disk struct {
	folder  string
	measure func(folder string) (uint64, bool)
}

// look is errNoRoom where too little is left.
func (d disk) look() error {
	free, known := d.measure(d.folder)
	if !known || free >= reserve {
		return nil
	}
	return fmt.Errorf("%w: %d MB left for %s: reading and fetching pause until there are %d MB; nothing is lost",
		errNoRoom, free>>20, d.folder, reserve>>20)
}

// watchRoom looks until ctx ends.
func (b *Bus) watchRoom(ctx context.Context, d disk) {
	for {
		err := d.look()
		b.full.Store(err != nil)
		b.Trouble("disk", err)
		if !sleep(ctx, roomEvery) {
			return
		}
	}
}
