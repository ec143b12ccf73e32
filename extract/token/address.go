package token

import "strings"

// addressEnd is the end of the web or mail address, file name or news group
// that the word from start to i goes on to be; i when it is none.
func addressEnd(text string, start, i int) int {
	end := i
	for end < len(text) && addressByte(text[end]) {
		end++
	}
	for end > i && strings.IndexByte(".,:;?!-_~&=", text[end-1]) >= 0 {
		end--
	}
	if end == i || !isAddress(text[start:end]) {
		return i
	}
	return end
}

func addressByte(c byte) bool {
	return c < 0x80 && (class[c] == letter || class[c] == digit) || strings.IndexByte("._-@/:~?=&%#+", c) >= 0
}

func isAddress(s string) bool {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return true
	}
	host, _, _ := strings.Cut(s, "/")
	if user, domain, ok := strings.Cut(host, "@"); ok {
		return user != "" && strings.IndexByte(domain, '.') > 0
	}
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || strings.ContainsAny(host, ":?=&%#+") || strings.Contains(host, "..") {
		return false
	}
	last := host[dot+1:]
	if endings[last] || last == "Com" || last == "COM" || last == "Org" || last == "Net" {
		return true
	}
	return strings.Count(host, ".") > 1 && lowerWords(host)
}

// lowerWords reports labels of two and more small letters between points, as
// of news groups and host names.
func lowerWords(host string) bool {
	run := 0
	for i := 0; i <= len(host); i++ {
		switch {
		case i == len(host) || host[i] == '.':
			if run < 2 {
				return false
			}
			run = 0
		case host[i] < 'a' || host[i] > 'z':
			return false
		default:
			run++
		}
	}
	return true
}
