package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// schema is what a description says of a value, as far as ours do.
type schema struct {
	Ref        string            `json:"$ref"`
	Type       types             `json:"type"`
	Properties map[string]schema `json:"properties"`
	Values     *schema           `json:"additionalProperties"`
	Items      *schema           `json:"items"`
}

// types are those that a value may be of.
type types []string

// UnmarshalJSON reads one type or a list of them.
func (t *types) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*t = types{one}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(t))
}

// described is a description of the API.
type described struct {
	t     *testing.T
	Paths map[string]struct {
		Get struct {
			Responses map[string]struct {
				Content map[string]struct {
					Schema schema `json:"schema"`
				} `json:"content"`
			} `json:"responses"`
		} `json:"get"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`
	used map[string]bool
}

// fits compares a value that has every field set with what is said of it.
func (d *described) fits(at string, s schema, v any) {
	d.t.Helper()
	if name, refers := strings.CutPrefix(s.Ref, "#/components/schemas/"); refers {
		d.used[name] = true
		s = d.Components.Schemas[name]
	}
	if want := typeOf(v); !slices.Contains(s.Type, want) && !(want == "integer" && slices.Contains(s.Type, "number")) {
		d.t.Errorf("%s is of type %s, described as %v", at, want, s.Type)
	}
	switch v := v.(type) {
	case []any:
		if s.Items == nil {
			d.t.Errorf("%s: what is in the list is not described", at)
			return
		}
		d.fits(at+"[]", *s.Items, v[0])
	case map[string]any:
		if s.Values != nil {
			d.fits(at+".*", *s.Values, v[anyKey])
			return
		}
		d.fields(at, s.Properties, v)
	}
}

// fields compares names in both directions, and what is under them. What came
// near stands in no answer that found something.
func (d *described) fields(at string, said map[string]schema, v map[string]any) {
	d.t.Helper()
	for name := range v {
		if _, ok := said[name]; !ok {
			d.t.Errorf("%s answers %q, which is not described", at, name)
			continue
		}
		d.fits(at+"."+name, said[name], v[name])
	}
	for name := range said {
		if _, ok := v[name]; !ok && name != "near" {
			d.t.Errorf("%s does not answer %q, which is described", at, name)
		}
	}
}

// typeOf is what JSON Schema calls the type of a value.
func typeOf(v any) string {
	switch v := v.(type) {
	case bool:
		return "boolean"
	case float64:
		if v == float64(int(v)) {
			return "integer"
		}
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}

// TestOpenAPI: the description names the paths that are answered, and says of
// every answer what it holds, to the last field and no other.
func TestOpenAPI(t *testing.T) {
	h, err := New(Config{Desk: full{}, Newsroom: full{}, Words: plainWords})
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, h, "/api/openapi.json")
	d := described{t: t, used: map[string]bool{}}
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		t.Fatal(err)
	}
	answers := (&site{Config: Config{Desk: full{}}}).answers()
	for path := range answers {
		said, ok := d.Paths["/api/"+path]
		if !ok {
			t.Errorf("/api/%s is not described", path)
			continue
		}
		_, body := get(t, h, "/api/"+strings.ReplaceAll(path, "{id}", "f1"))
		var v any
		if err := json.Unmarshal([]byte(body), &v); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		d.fits("/api/"+path, said.Get.Responses["200"].Content["application/json"].Schema, v)
	}
	if len(d.Paths) != len(answers) {
		t.Errorf("%d paths are described, %d answered", len(d.Paths), len(answers))
	}
	for name := range maps.Keys(d.Components.Schemas) {
		if !d.used[name] {
			t.Errorf("%s is described, and no answer holds it", name)
		}
	}
}
