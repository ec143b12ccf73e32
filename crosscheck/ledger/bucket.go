package ledger

import "slices"

// buckets hold the records that share a key, by publication. Most keys belong
// to one record: those are kept apart, without a list each.
type buckets struct {
	alone  map[bucketKey]*Record
	shared map[bucketKey][]*Record
}

func newBuckets() buckets {
	return buckets{map[bucketKey]*Record{}, map[bucketKey][]*Record{}}
}

// of are the records of a key that several share.
func (b buckets) of(k bucketKey) []*Record { return b.shared[k] }

// insert puts a record under a key and returns all of the key and its place
// among them.
func (b buckets) insert(k bucketKey, r *Record) (all []*Record, at int) {
	all, several := b.shared[k]
	if !several {
		first := b.alone[k]
		if first == nil {
			b.alone[k] = r
			return nil, 0
		}
		delete(b.alone, k)
		all = []*Record{first}
	}
	at, _ = slices.BinarySearchFunc(all, r, before)
	all = slices.Insert(all, at, r)
	b.shared[k] = all
	return all, at
}

// remove takes a record from under a key and returns those left and where it
// was among them.
func (b buckets) remove(k bucketKey, r *Record) (left []*Record, at int) {
	if b.alone[k] == r {
		delete(b.alone, k)
		return nil, 0
	}
	all := b.shared[k]
	at, found := slices.BinarySearchFunc(all, r, before)
	if !found {
		return nil, 0
	}
	left = slices.Delete(all, at, at+1)
	b.shared[k] = left
	if len(left) == 1 {
		delete(b.shared, k)
		b.alone[k] = left[0]
	}
	return left, at
}

// append puts a record that comes after all others under a key.
func (b buckets) append(k bucketKey, r *Record) {
	if all, several := b.shared[k]; several {
		b.shared[k] = append(all, r)
	} else if first := b.alone[k]; first == nil {
		b.alone[k] = r
	} else {
		delete(b.alone, k)
		b.shared[k] = []*Record{first, r}
	}
}
