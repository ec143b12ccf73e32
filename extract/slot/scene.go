package slot

import (
	"slices"
	"sort"
	"strings"
)

// prepare gathers the candidates of the article.
func (s *Scene) prepare() {
	s.bySentence = make([][]int, len(s.Text.Sentences))
	for i, m := range s.Mentions {
		s.bySentence[m.Sent] = append(s.bySentence[m.Sent], i)
	}
	s.sitesIn = make([][]int, len(s.Text.Sentences))
	for i := range s.Sites {
		s.sitesIn[s.Sites[i].Sent] = append(s.sitesIn[s.Sites[i].Sent], i)
	}
	s.nouns = make([][]string, len(s.Text.Sentences))
	s.hasTree = make([]bool, len(s.Text.Sentences))
	for i := range s.hasTree {
		s.hasTree[i] = i < leadSentences
	}
	for _, site := range s.Sites {
		s.hasTree[site.Sent] = true
	}
	s.parties = s.gather(
		called,
		func(c *candidate, m *Mention) { c.parties = append(c.parties, m.Party) })
	s.places = s.gather(
		placed,
		func(c *candidate, m *Mention) { c.wheres = append(c.wheres, m.Where) })
	s.locate()
}

// parsed reports whether features may ask for the tree of the sentence: trees
// cost most of the reading, so only sentences with figures and the lead have one.
func (s *Scene) parsed(sent int) bool { return s.hasTree[sent] }

// gather makes a candidate of every name and of every two joined by "and", and
// puts "nobody named" first.
func (s *Scene) gather(name func(*Mention) string, add func(*candidate, *Mention)) []candidate {
	index := map[string]int{}
	all := []candidate{{}}
	for i := range s.Mentions {
		m := &s.Mentions[i]
		n := name(m)
		if n == "" {
			continue
		}
		k, known := index[n]
		if !known {
			k = len(all)
			index[n] = k
			all = append(all, candidate{names: []string{n}, first: m.Sent})
			add(&all[k], m)
		}
		all[k].mentions = append(all[k].mentions, i)
		all[k].count++
	}
	single := len(all)
	for i := range s.Mentions {
		group := s.joined(i, name)
		if len(group) < 2 {
			continue
		}
		var names []string
		for _, g := range group {
			names = append(names, name(&s.Mentions[g]))
		}
		key := strings.Join(sorted(names), "\x00")
		k, known := index[key]
		if !known {
			k = len(all)
			index[key] = k
			all = append(all, candidate{names: names, first: s.Mentions[i].Sent})
			for _, g := range group {
				add(&all[k], &s.Mentions[g])
			}
		}
		all[k].mentions = append(all[k].mentions, i)
		all[k].count++
	}
	byCount := make([]int, single-1)
	for i := range byCount {
		byCount[i] = i + 1
	}
	sort.SliceStable(byCount, func(i, j int) bool { return all[byCount[i]].count > all[byCount[j]].count })
	for rank, k := range byCount {
		all[k].rank = rank
	}
	for k := single; k < len(all); k++ {
		all[k].rank = all[index[all[k].names[0]]].rank
	}
	return all
}

// mostJoined is how many names a list may have and still be one answer.
const mostJoined = 4

// joined are mention i and those that the tree joins to it by "and", where they
// are different names of one kind.
func (s *Scene) joined(i int, name func(*Mention) string) []int {
	m := &s.Mentions[i]
	if name(m) == "" || !s.parsed(m.Sent) {
		return nil
	}
	tree := s.Forest.Tree(m.Sent)
	if tree.Is(m.Head, "conj") {
		return nil
	}
	group, names := []int{i}, []string{name(m)}
	for _, k := range s.bySentence[m.Sent] {
		o := &s.Mentions[k]
		n := name(o)
		if n == "" || o.From < m.To || slices.Contains(names, n) {
			continue
		}
		if tree.Nodes[o.Head].Head == m.Head && tree.Is(o.Head, "conj") {
			group, names = append(group, k), append(names, n)
		}
	}
	if len(group) > mostJoined {
		return nil
	}
	return group
}

func sorted(names []string) []string {
	s := slices.Clone(names)
	sort.Strings(s)
	return s
}
