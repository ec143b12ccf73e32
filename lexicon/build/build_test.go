package main

import (
	"testing"
	"testing/fstest"
)

// A small net in WordNet's own format: a person, a guard who is one, a tank, a
// vehicle; and a king who is a single person.
const (
	index = "  1 This line is the licence.\n" +
		"guard n 2 1 @ 2 1 00000002 00000004\n" +
		"king_harold n 1 1 @i 1 1 00000005\n" +
		"person n 1 0 1 1 00000001\n" +
		"tank n 1 1 @ 1 0 00000003\n" +
		"bollard n 1 1 @ 1 0 00000006\n" +
		"vehicle n 1 0 1 1 00000004\n"
	nouns = "  1 This line is the licence.\n" +
		"00000001 18 n 01 person 0 000 | a human being\n" +
		"00000002 18 n 01 guard 0 001 @ 00000001 n 0000 | who guards\n" +
		"00000003 06 n 01 tank 0 001 @ 00000004 n 0000 | with tracks\n" +
		"00000004 06 n 01 vehicle 0 000 | what carries\n" +
		"00000005 18 n 01 king_harold 0 001 @i 00000001 n 0000 | a king\n" +
		"00000006 06 n 01 bollard 0 001 @ 00000001 n 0000 | no person\n"
)

func lists(classes string) fstest.MapFS {
	return fstest.MapFS{"en/class.list": {Data: []byte(classes)}}
}

func TestCompile(t *testing.T) {
	n, err := parse(index, nouns)
	if err != nil {
		t.Fatal(err)
	}
	got, err := compile(n, lists("person ; from=person#1\nweapon ; from=vehicle#1\n"))
	if err != nil {
		t.Fatal(err)
	}
	// The tank is not in WordNet's corpus but in a class that matters; the
	// bollard is in neither, the king is a single person.
	if want := "guard\tperson\nperson\tperson\ntank\tweapon\nvehicle\tweapon\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCompileRefuses(t *testing.T) {
	n, err := parse(index, nouns)
	if err != nil {
		t.Fatal(err)
	}
	for _, classes := range []string{"person ; from=person#2\n", "person ; from=parson#1\n", "a ; from=person#1\nb ; from=person#1\n"} {
		if _, err := compile(n, lists(classes)); err == nil {
			t.Errorf("%q was taken", classes)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range [][2]string{{"guard n 2 x @ 2 1 1 2\n", ""}, {"guard n 2 9 @ 2 1\n", ""}, {"", "00000001 18 n zz person 0 000 |\n"}} {
		if _, err := parse(c[0], c[1]); err == nil {
			t.Errorf("%q was taken", c)
		}
	}
}
