# make check is what CI runs, and nothing else.
.PHONY: check fmt vet staticcheck test score build fuzz

check: fmt vet staticcheck test score

fmt:
	@test -z "$$(gofmt -l .)" || { echo 'gofmt would change:'; gofmt -l .; exit 1; }

vet:
	go vet ./...

staticcheck:
	go tool staticcheck ./...

test:
	go test -race -timeout 20m ./...

# score prints the scoreboard of the gold kept in the project.
score:
	go run ./score -gold score/testdata

# build puts the four programs into bin/, static.
build:
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/...
