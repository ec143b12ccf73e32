package crosscheck

import "muster/news"

func subjectAxis(a, b *slots) axis {
	const n = BySubject
	switch {
	case len(a.subject) == 0 && len(b.subject) == 0:
		return unstated(n, bothUnstated)
	case len(a.subject) == 0 || len(b.subject) == 0:
		return unstated(n, unstatedSlot)
	}
	switch setRelation(a.subject, b.subject) {
	case Same:
		return same(n)
	case PartOfB:
		return part(n, true)
	case WholeOfB:
		return part(n, false)
	}
	return apart(n)
}

func placeAxis(a, b *slots) axis {
	const n = ByPlace
	switch {
	case len(a.place) == 0 && len(b.place) == 0:
		return unstated(n, bothUnstated)
	case len(a.place) == 0 || len(b.place) == 0:
		return unstated(n, unstatedSlot)
	}
	switch rel := setRelation(a.place, b.place); rel {
	case Same:
		return same(n)
	case PartOfB, WholeOfB:
		return part(n, rel == PartOfB)
	}
	switch {
	case inside(a, b):
		return coarser(n, a, b, true)
	case inside(b, a):
		return coarser(n, a, b, false)
	case setRelation(a.place, b.place) == Loose:
		return loose(n)
	}
	return apart(n)
}

// coarser is a town against its country: for one event the same place told
// less exactly, for a level a part of it.
func coarser(n Axis, a, b *slots, aInside bool) axis {
	if a.event != "" && a.event == b.event {
		return axis{n, Same, nearSlot}
	}
	if a.nature == news.OfEvent && b.nature == news.OfEvent || a.nature == news.OfEvent && b.state == "" || b.nature == news.OfEvent && a.state == "" {
		return unstated(n, nearSlot)
	}
	return part(n, aInside)
}

// inside reports whether every place of a lies in a country b names.
func inside(a, b *slots) bool {
	if len(a.within) == 0 {
		return false
	}
	rel := setRelation(a.within, b.place)
	return rel == Same || rel == PartOfB
}

// setRelation compares two sorted sets: Same, PartOfB, WholeOfB, Loose where
// they share something, Apart where nothing.
func setRelation(a, b []string) Relation {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	switch {
	case shared == len(a) && shared == len(b):
		return Same
	case shared == 0:
		return Apart
	case shared == len(a):
		return PartOfB
	case shared == len(b):
		return WholeOfB
	}
	return Loose
}
