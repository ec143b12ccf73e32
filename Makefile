# make check is what CI runs, and nothing else.
.PHONY: check fmt vet staticcheck test score build fuzz axe

check: fmt vet staticcheck test score

fmt:
	@test -z "$$(gofmt -l .)" || { echo 'gofmt would change:'; gofmt -l .; exit 1; }

vet:
	go vet ./...

staticcheck:
	go tool staticcheck ./...

test:
	MUSTER_AXE=$(wildcard $(AXE)) go test -race -timeout 20m ./...

# axe fetches axe-core, whose rules of accessibility the browser tests apply
# where they find it. It is no part of the project; its hash is pinned.
AXE_VERSION = 4.14.1
AXE_SHA512 = 1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
AXE = $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/muster/axe-core-$(AXE_VERSION).js

axe: $(AXE)

$(AXE):
	@mkdir -p $(@D)
	cd $(@D) && npm pack --silent axe-core@$(AXE_VERSION)
	echo '$(AXE_SHA512)  $(@D)/axe-core-$(AXE_VERSION).tgz' | sha512sum --check --quiet
	tar -xzOf $(@D)/axe-core-$(AXE_VERSION).tgz package/axe.min.js >$@.part && mv $@.part $@

# score prints the scoreboard of the gold kept in the project.
score:
	go run ./score

# build puts the program into bin/, static, with a link for each of its parts.
build:
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o bin/ ./cmd/muster
	for name in ingest extract search; do ln -sf muster bin/$$name; done
