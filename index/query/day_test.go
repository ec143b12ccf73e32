package query

import "muster/news"

func day(s string) news.Day { return news.Day(s) }
