#!/usr/bin/env bash
# Pages with the snippet of a pair, built by the systems that are installed, as Chromium shows them on a phone.
# Without TEST_ALL, which "scripts/test --all" sets, only a plain page.
export PAGES_TEST
PAGES_TEST=$(readlink -f "$(dirname "$0")/snippet_pages.py")
. "$(dirname "$0")/../shared/lib.sh"

needs_browser || exit 77
succeeds render --theme-pair -o x.png --set figure.panels=gradient --set figure.width=600 \
    --set figure.height=450
looks=() # PAGE,READER,PICTURE

# snippet SYSTEM
snippet() {
    "$GRADFIG" snippet x-light.png --for "$1"
}

# python_has MODULE: whether Sphinx can load it; says if not
python_has() {
    $(sed -n '1s/^#! *//p' "$(command -v sphinx-build)") -c "import $1" 2>/dev/null && return
    echo "no $1: its pages were not looked at"
    return 1
}

# follows PAGE: it shows the picture of the reader's color scheme; is PAGE THEME: that of the theme
follows() {
    looks+=("$1,light,x-light.png" "$1,dark,x-dark.png")
}
is() {
    looks+=("$1,light,x-$2.png" "$1,dark,x-$2.png")
}

{
    echo '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    snippet html
} >page.html
follows page.html

# sphinx THEME
sphinx() {
    mkdir "$1"
    cp x-*.png "$1"
    { printf '%s\n' Title ===== '' && snippet rst; } >"$1/index.rst"
    printf '%s\n' "html_theme = '$1'" "extensions = [$extensions]" >"$1/conf.py"
    [ -z "$extensions" ] ||
        { printf '%s\n' --- 'orphan: true' --- '# Title' '' && snippet myst; } >"$1/myst.md"
    check "sphinx-build -W: $1" sphinx-build -q -W "$1" "$1/built"
    is "$1/built/index.html" light
    [ -z "$extensions" ] || is "$1/built/myst.html" light
}
if [ -n "${TEST_ALL:-}" ] && needs sphinx-build; then
    extensions=
    python_has myst_parser && extensions='"myst_parser"'
    sphinx alabaster
    python_has sphinx_rtd_theme && sphinx sphinx_rtd_theme
    if python_has furo; then
        sphinx furo
        is furo/built/index.html#dark dark
        is furo/built/index.html#light light
    fi
fi

# mkdocs NAME THEME PICTURE
mkdocs_site() {
    mkdir -p "$1/docs"
    cp x-*.png "$1/docs"
    { printf '%s\n' '# Title' '' && snippet mkdocs; } | tee "$1/docs/index.md" >"$1/docs/other.md"
    printf '%s\n' 'site_name: x' "theme: $2" >"$1/mkdocs.yml"
    check "mkdocs: $1" mkdocs build -q -s -f "$1/mkdocs.yml"
    is "$1/site/index.html" "$3"
    is "$1/site/other/index.html" "$3"
}
if [ -n "${TEST_ALL:-}" ] && needs mkdocs; then
    mkdocs_site plain '{name: mkdocs}' light
    if [ -d /usr/share/mkdocs/themes/material ]; then
        mkdocs_site slate '{name: material, font: false, palette: {scheme: slate}}' dark
        mkdocs_site default '{name: material, font: false, palette: {scheme: default}}' light
    fi
fi

if [ -n "${TEST_ALL:-}" ] && needs asciidoctor; then
    { printf '%s\n' '= Title' '' && snippet asciidoc; } >asciidoc.adoc
    check "asciidoctor" asciidoctor -a webfonts! asciidoc.adoc
    is asciidoc.html light
fi
if [ -n "${TEST_ALL:-}" ] && needs pandoc; then
    { printf '%s\n' '% Title' '' && snippet markdown; } >markdown.md
    check "pandoc" pandoc -s -o markdown.html markdown.md
    is markdown.html light
    { printf '%s\n' '% Title' '' && snippet github; } >github.md
    check "pandoc" pandoc -s -o github.html github.md
    follows github.html
fi
if [ -n "${TEST_ALL:-}" ] && needs doxygen; then
    { printf '%s\n' '# Page {#page}' '' && snippet doxygen; } >doxygen.md
    printf '%s\n' 'INPUT = doxygen.md' 'IMAGE_PATH = .' 'GENERATE_LATEX = NO' 'HAVE_DOT = NO' \
        'QUIET = YES' >Doxyfile
    check "doxygen" doxygen
    is html/page.html light
fi

check "the pages in Chromium" /usr/bin/python3 "$PAGES_TEST" "${looks[@]}"
finish
