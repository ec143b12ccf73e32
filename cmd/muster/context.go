package main

import (
	"fmt"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"

	"github.com/spf13/cobra"
)

func contextCommand(flags *daemon.Flags) *cobra.Command {
	c := &cobra.Command{
		Use: "context", Short: "Names for servers and what it takes to reach them",
		Long: `Names for servers and what it takes to reach them, kept beside the file of
settings. The context in use stands wherever neither --server nor --data is given;
--context NAME takes another for one command.`,
		Example: "  muster context add desk --server tls://nats.example:4222 --creds desk.creds\n  muster context use desk",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	names := func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		all, _ := daemon.Contexts()
		return all, cobra.ShellCompDirectiveNoFileComp
	}
	var o form.Form
	c.AddCommand(&cobra.Command{
		Use: "add NAME", Short: "Keep --server, --creds, --tlscert, --tlskey, --tlsca and --data under a name", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			k := daemon.Context{Server: flags.Server, Creds: flags.Creds, TLSCert: flags.TLSCert, TLSKey: flags.TLSKey, TLSCA: flags.TLSCA}
			if c.Flags().Changed("data") && k.Server == "" {
				k.Data = flags.Data
			}
			if k.Server == "" && k.Data == "" {
				return fmt.Errorf("what does %s reach? give --server or --data", args[0])
			}
			if err := daemon.SaveContext(args[0], k); err != nil {
				return err
			}
			fmt.Fprintln(c.OutOrStdout(), "added", args[0])
			return nil
		},
	}, &cobra.Command{
		Use: "list", Short: "List contexts; * is the one in use", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return listContexts(c, &o) },
	}, &cobra.Command{
		Use: "show NAME", Short: "Show a context as JSON", Args: cobra.ExactArgs(1), ValidArgsFunction: names,
		RunE: func(c *cobra.Command, args []string) error {
			k, err := daemon.LoadContext(args[0])
			if err != nil {
				return err
			}
			if !o.IsJSON() {
				o.JSON = "*"
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: k})
		},
	}, &cobra.Command{
		Use: "use [NAME]", Short: "Use a context from now on; without a name none", Args: cobra.MaximumNArgs(1), ValidArgsFunction: names,
		RunE: func(c *cobra.Command, args []string) error { return daemon.UseContext(append(args, "")[0]) },
	}, &cobra.Command{
		Use: "remove NAME", Short: "Delete a context", Args: cobra.ExactArgs(1), ValidArgsFunction: names,
		RunE: func(c *cobra.Command, args []string) error { return daemon.RemoveContext(args[0]) },
	})
	for _, sub := range c.Commands() {
		if name := sub.Name(); name == "list" || name == "show" {
			o.Bind(sub.Flags())
		}
		// The context in use must not stand in the way of naming another.
		sub.PersistentPreRunE = func(*cobra.Command, []string) error { return nil }
	}
	return c
}

// listed is one of the contexts.
type listed struct {
	Name    string `json:"name"`
	Current bool   `json:"current"`
	daemon.Context
}

func listContexts(c *cobra.Command, o *form.Form) error {
	names, err := daemon.Contexts()
	if err != nil {
		return err
	}
	if len(names) == 0 && !o.IsJSON() {
		return daemon.Nothing(c, "no contexts (see: muster context add --help)")
	}
	all, rows := make([]listed, len(names)), make([][]string, len(names))
	for i, name := range names {
		k, err := daemon.LoadContext(name)
		if err != nil {
			return err
		}
		all[i] = listed{name, name == daemon.CurrentContext(), k}
		mark := ""
		if all[i].Current {
			mark = "*"
		}
		rows[i] = []string{mark, name, k.Server + k.Data, k.Creds}
	}
	return o.Write(c.OutOrStdout(), form.Answer{Whole: all, Items: all, Text: func(p page.Page) error {
		return p.Table([]page.Column{{Name: ""}, {Name: "NAME", Look: page.Bold}, {Name: "REACHES"}, {Name: "CREDENTIALS"}}, rows)
	}})
}
