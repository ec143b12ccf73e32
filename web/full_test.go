package web

import (
	"context"
	"reflect"
	"time"

	"muster/desk"
	"muster/index"
	"muster/news"
)

// full is a desk whose answers have every field set, so that nothing is left
// out where they are written as JSON.
type full struct{}

// filled is a value with every field set, each list and map of one element.
func filled[T any]() (v T) {
	fill(reflect.ValueOf(&v).Elem())
	return v
}

func fill(v reflect.Value) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(f)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(anyKey)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(1)
	}
}

// anyKey is every string of what is filled.
const anyKey = "x"

func (full) Find(context.Context, desk.FindRequest) (desk.FindAnswer, error) {
	return filled[desk.FindAnswer](), nil
}

func (full) Conflicts(context.Context, desk.ConflictsRequest) (desk.ConflictsAnswer, error) {
	return filled[desk.ConflictsAnswer](), nil
}

func (full) Question(context.Context, desk.QuestionRequest) (desk.QuestionAnswer, error) {
	return filled[desk.QuestionAnswer](), nil
}

func (full) Show(context.Context, desk.ShowRequest) (desk.ShowAnswer, error) {
	return filled[desk.ShowAnswer](), nil
}

func (full) Article(context.Context, desk.ArticleRequest) (desk.ArticleAnswer, error) {
	return filled[desk.ArticleAnswer](), nil
}

func (full) Sources(context.Context, desk.SourcesRequest) (desk.SourcesAnswer, error) {
	return filled[desk.SourcesAnswer](), nil
}

func (full) Stats(context.Context, desk.StatsRequest) (index.Stats, error) {
	return filled[index.Stats](), nil
}

// Story implements Newsroom.
func (full) Story(context.Context, string) (Story, error) { return filled[Story](), nil }

// Feeds implements Newsroom.
func (full) Feeds(context.Context) ([]Feed, error) { return filled[[]Feed](), nil }

// Watch implements Newsroom.
func (full) Watch(context.Context, time.Time, func(news.Finding) error) error { return nil }
