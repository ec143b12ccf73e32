package daemon

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// rooms are the packages whose errors begin with their name, for those who
// write the program.
var rooms = regexp.MustCompile(`(^|: |\n)((index|query|pipeline|fetch|feed|page|discover|archive|sources|ingest|websub|news|extract|crosscheck|desk|alert|web): )+`)

// ours are words of Go and of its libraries, and what people say instead.
var ours = strings.NewReplacer(
	"invalid character ", "no JSON: unexpected ",
	"looking for beginning of value", "where a value begins",
	"unexpected end of JSON input", "no JSON: it ends too early",
	"json: cannot unmarshal ", "JSON does not fit: ",
	"toml: ", "",
	" into Go struct field ", " where there should be ",
	" into Go value of type ", " instead of ",
	"strconv.ParseInt: parsing ", "", "strconv.ParseUint: parsing ", "", "strconv.ParseFloat: parsing ", "", "strconv.ParseBool: parsing ", "", "strconv.Atoi: parsing ", "",
	": invalid syntax", " is no number", ": value out of range", " is too large",
	"context deadline exceeded", "it took too long", "context canceled", "it was broken off",
	"nats: no responders available for request", "nobody answers there",
)

// calls are what the libraries of the net put before what went wrong.
var calls = regexp.MustCompile(`(Get|Post|Head) "[^"]*": |(dial|read|write) (tcp|udp)[46]? \S+: |connect: `)

// Plain is an error for whoever uses the program: no names of packages.
func Plain(err error) string {
	return ours.Replace(calls.ReplaceAllString(rooms.ReplaceAllString(err.Error(), "$1"), ""))
}

// wanted is what a flag of a type takes, in words.
var wanted = map[string]string{
	"int": "a whole number", "uint64": "a whole number", "float64": "a number", "duration": "a time as 90s, 5m or 24h", "bool": "true or false", "stringToString": "NAME=VALUE",
}

// flagged says what is wrong with a flag, and where its help is.
func flagged(c *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if errors.As(err, &bad) {
		if want := wanted[bad.GetFlag().Value.Type()]; want != "" {
			err = fmt.Errorf("--%s %q: want %s", bad.GetFlag().Name, bad.GetValue(), want)
		} else {
			err = fmt.Errorf("--%s %q: %w", bad.GetFlag().Name, bad.GetValue(), errors.Unwrap(bad))
		}
	}
	hint := ""
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return fmt.Errorf("%w (see %s --help)", err, c.CommandPath())
	}
	if name := unknown.GetSpecifiedName(); len(name) > 1 {
		if like := alike(name, flagNames(c)); like != "" {
			return fmt.Errorf("%w: do you mean --%s?", err, strings.ReplaceAll(like, " or ", " or --"))
		}
	}
	if strings.Contains(c.Use, "QUERY") {
		hint = fmt.Sprintf("; a query that begins with - stands behind --: %s -- -planned troops", c.CommandPath())
	}
	return fmt.Errorf("%w (see %s --help%s)", err, c.CommandPath(), hint)
}

func flagNames(c *cobra.Command) (names []string) {
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}
