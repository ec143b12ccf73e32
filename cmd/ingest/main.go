// Command ingest reads news feeds into articles, and keeps the list of feeds.
// "ingest parse" and "ingest page" are Unix filters; they need no server.
package main

import (
	"muster/cmd/daemon"
	"muster/cmd/ingest/command"
)

func main() { daemon.Main(command.Root()) }
