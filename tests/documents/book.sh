#!/usr/bin/env bash
# A small book with nine blocks in five kinds of documents: embedded, built by the real tools, changed,
# checked, updated and checked again.
# usage: book.sh FOLDER, with the book. GRADFIG names the command. Tools that are missing are not tried;
# without any the exit status is 77.
set -euo pipefail
book=$(readlink -f "$1")
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

documents=(README.md mkdocs/docs/index.md mkdocs/docs/depth.md sphinx/index.rst sphinx/page.md latex/book.tex
    asciidoc/book.adoc)

# embed STATUS OPTION...
embed() {
    run embed "${@:2}" "${documents[@]}"
    expect "$1"
}

# prints LINE...: standard output of the last run is these lines
prints() {
    check "$ran: what it prints" diff <(printf '%s\n' "$@") "$out"
}

# shows PAGE FILE...: the page of HTML has images of these names, which exist, with an alt text
shows() {
    python3 - "$@" <<'END'
import html.parser, os, sys, urllib.parse
page, wanted = sys.argv[1], sys.argv[2:]
found = {}
class Reader(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "img":
            found[values["src"]] = values.get("alt") or ""
        if tag == "source":
            found[values["srcset"]] = "as the img"
Reader().feed(open(page, encoding="utf-8").read())
for name in wanted:
    source = [s for s in found if os.path.basename(s) == name]
    assert source, f"{page}: no {name} in {sorted(found)}"
    path = os.path.join(os.path.dirname(page), urllib.parse.unquote(source[0]))
    assert os.path.getsize(path) > 0, path
    assert len(found[source[0]]) >= 10, found
END
}

# build: with every tool that is there
build() {
    if needs sphinx-build && python3 -c 'import myst_parser' 2>"$err"; then
        check "sphinx" sphinx-build -q -W -E -b html sphinx sphinx/built
        check "the page of Sphinx" shows sphinx/built/index.html ten-light.png ten-dark.png sweep.svg
        check "the page of MyST" shows sphinx/built/page.html myst.png
    fi
    if needs mkdocs; then
        check "mkdocs" mkdocs -q build -s -f mkdocs/mkdocs.yml -d "$PWD/mkdocs/built"
        check "the page of MkDocs" shows mkdocs/built/index.html first.png
        check "the second page of MkDocs" shows mkdocs/built/depth/index.html deep.png
    fi
    if needs pdflatex; then
        (cd latex && pdflatex -interaction=nonstopmode -halt-on-error book.tex >book.out) ||
            failed "pdflatex"
        check "no box is too wide" test "$(grep -c 'Overfull' latex/book.out)" -eq 0
        check "the picture is read" grep -q 'gradient.pdf' latex/book.out
    fi
    if needs asciidoctor; then
        check "asciidoctor" asciidoctor -q asciidoc/book.adoc -o asciidoc/book.html
        check "the page of Asciidoctor" shows asciidoc/book.html book.png
    fi
}

cp -r "$book"/. .
chmod -R u+w .
find . -type f -print0 | sort -z | xargs -0 sha256sum >"$test_folder/before"

# ---- as the authors wrote it ----

embed 1 --check
check "nothing is written" sha256sum --quiet -c "$test_folder/before"
check "all nine blocks are new" test "$(grep -c 'the snippet of .* is missing' "$out")" -eq 9
embed 0
is_empty "$out"
embed 0 --check
is_empty "$out"
build

# ---- changed ----

sed -i 's/^   depth: 10$/   depth: 12/' sphinx/index.rst
sed -i '/^The/s/grows to 6.19/grows to 6.2/' README.md
rm mkdocs/docs/img/deep.png
sed -i 's/scale: 1/scale: 2/' base.yaml
sed -i '/includegraphics/d' latex/book.tex
stale=(
    'README.md:7: "grows to 6.19" does not stand in the text of the document, markup included'
    'mkdocs/docs/depth.md:5: img/deep.png is missing'
    'sphinx/index.rst:6: img/ten-light.png has another recipe'
    'sphinx/index.rst:6: img/ten-dark.png has another recipe'
    'sphinx/index.rst:6: the snippet of img/ten.png is out of date'
    'latex/book.tex:7: the snippet of gradient.pdf is missing'
    'asciidoc/book.adoc:5: book.png has another recipe'
)
embed 1 --check
prints "${stale[@]}"
embed 1
prints "${stale[0]}"
embed 1 --check
prints "${stale[0]}"
sed -i '/^The/s/grows to 6.2/grows to 6.19/' README.md
embed 0 --check
is_empty "$out"
n_checks_before=$n_checks
build

finish
[ $n_checks -gt $n_checks_before ] || exit 77
