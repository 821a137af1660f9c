#!/usr/bin/env bash
# Tests of .pre-commit-hooks.yaml with the real pre-commit, in repositories made here.
# usage: pre_commit.sh PROJECT. GRADFIG names the command. Exit status 77 without pre-commit.
set -euo pipefail
project=$(readlink -f "$1")
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

needs git pre-commit || exit 77

# Nothing of the user's, no network.
export HOME=$test_folder/home PRE_COMMIT_HOME=$test_folder/cache PATH="$(dirname "$GRADFIG"):$PATH"
export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org PRE_COMMIT_NO_CONCURRENCY=1
mkdir "$HOME"

# commit FOLDER: everything in it, as a repository
commit() {
    [ -d "$1/.git" ] || git -c init.defaultBranch=main init -q "$1"
    git -C "$1" add -A
    git -C "$1" commit -q --no-verify -m change
}

ran=pre-commit
mkdir -p hooks/scripts book
cp "$project/.pre-commit-hooks.yaml" hooks
cp "$project/scripts/pre-commit" hooks/scripts
commit hooks
cat >book/README.md <<'END'
# A book

0.8^10 is 0.107.

<!-- gradfig: img/a.png
figure: {width: 400, height: 300, panels: [gradient]}
claims: [{text: "0.8^10 is 0.107", quantity: gradient.plain, printed: 0.107}]
-->
<!-- gradfig end -->
END
echo 'No figure here.' >book/other.rst
echo 'None at all: <!-- gradfig: a.png -->' >book/notes.txt

# config HOOK [ARGUMENT]: the book uses this hook alone
config() {
    cat >book/.pre-commit-config.yaml <<END
repos:
- repo: $PWD/hooks
  rev: $(git -C hooks rev-parse HEAD)
  hooks:
  - id: $1
    args: [${2:+"'$2'"}]
END
}

# hook STATUS WHAT: runs it as a commit of everything does
hook() {
    local status=0
    git -C book add -A
    (cd book && pre-commit run) >"$out" 2>"$err" || status=$?
    n_checks=$((n_checks + 1))
    [ "$status" -eq "$1" ] || {
        failed "$2: expected exit status $1, found $status"
        cat "$out" >&2
    }
}

config gradfig-embed-check
commit book
hook 1 "the check of a new block"
has_line "$out" 'README.md:5: img/a.png is missing'
config gradfig-embed
commit book
hook 1 "the update of a new block" # pre-commit fails where a hook changes files
check "the picture is drawn" test -s book/img/a.png
commit book
hook 0 "the update of a clean book"
config gradfig-embed-check
commit book
hook 0 "the check of a clean book"
sed -i 's/^0.8^10 is 0.107/0.8^10 is 0.11/' book/README.md
commit book
hook 1 "the check of a text that changed"
has_line "$out" 'README.md:7: "0.8^10 is 0.107" does not stand in the text of the document, markup included'
sed -i 's/^0.8^10 is 0.11\./0.8^10 is 0.107./; s/panels/depth: 3, panels/' book/README.md
commit book
hook 1 "the check of a spec with a mistake"
has_line "$out" 'README.md:6:35: figure.depth: unknown key; the nearest one is depth'
sed -i 's/depth: 3, panels/panels/' book/README.md

# Nothing but what documents depend on changes.
config gradfig-embed
cat >book/part.md <<'END'
<!-- gradfig: img/b.svg
base: base.yaml
-->
<!-- gradfig end -->
END
echo 'depth: 3' >book/base.yaml
hook 1 "the update of a second document"
hook 0 "the same again"
commit book
for change in 'echo "depth: 4" >base.yaml' 'rm -f img/b.svg' 'cp other.svg img/b.svg'; do
    "$GRADFIG" render -o book/other.svg --set depth=9
    for name in gradfig-embed-check gradfig-embed; do
        config $name
        commit book
        (cd book && eval "$change")
        hook 1 "$name after $change"
        has_text "$out" 'part.md:1: img/b.svg '
    done
    hook 0 "the update after $change"
done
echo 'dept: 4' >book/base.yaml
hook 1 "a mistake in a base"
has_text "$out" 'base.yaml:1:1: dept: unknown key'
config gradfig-embed-check ':!part.md'
hook 0 "a document that is left out"
config gradfig-embed-check ':(none)x'
hook 1 "what git does not understand"
has_text "$out" "Invalid pathspec magic 'none'"
config gradfig-embed-check
git -C book rm -qf README.md part.md
hook 0 "no document"

finish
