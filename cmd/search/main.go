// Command search finds claims and contradictions, and keeps the index they
// are found in.
//
// It asks the search daemon that runs on --server, or beside the muster that
// runs on --data; where none runs it reads the index folder itself. It exits
// with 0 when something was found, 1 when nothing was, 2 when it was called
// wrongly or failed.
package main

import (
	"muster/cmd/daemon"
	"muster/cmd/search/command"
)

func main() { daemon.Main(command.Root()) }
