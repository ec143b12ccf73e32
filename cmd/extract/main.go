// Command extract reads articles into claims: as a Unix filter ("extract
// text") or as a daemon between the ARTICLES and CLAIMS streams ("extract
// serve").
package main

import (
	"muster/cmd/daemon"
	"muster/cmd/extract/command"
)

func main() { daemon.Main(command.Root()) }
