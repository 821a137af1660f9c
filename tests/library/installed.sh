#!/usr/bin/env bash
# The installed files are all that a program needs: compiles or runs the examples in C, C++ and Python,
# and the program of the README, outside of the source tree.
#
#     installed.sh SOURCE BUILD MESON
# shellcheck source=../shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

source=$1
build=$2
meson=$3
tests=$source/tests/library
strict="-pedantic -Wall -Wextra -Werror"

check "meson installs" "$meson" install -C "$build" --no-rebuild --quiet --destdir "$PWD/root"
pc=$(find root -name gradfig.pc)
check "gradfig.pc is installed" test -f "$pc"
prefix=$PWD/root$(sed -n 's/^prefix=//p' "$pc")
folder=$PWD/$(dirname "$(dirname "$pc")")
export PKG_CONFIG_PATH=$folder/pkgconfig LD_LIBRARY_PATH=$folder
# flags OPTION...: of pkg-config, with the prefix that the files have here
flags() {
    pkg-config --define-variable="prefix=$prefix" "$@" gradfig
}
check "the version is the command's" \
    test "gradfig $(flags --modversion)" = "$("$prefix/bin/gradfig" --version)"
check "the shared library exports gradfig_* alone" \
    test -z "$(nm -D --defined-only "$folder/libgradfig.so" | grep -v ' gradfig_')"
check "the static library exports gradfig_* alone" \
    test -z "$(nm -g --defined-only "$folder/libgradfig.a" | grep ' [A-Z] ' | grep -v ' gradfig_')"

# The whole of the header, with the strictest compilers that come with Debian.
# shellcheck disable=SC2086 # words
check "the header is C17" cc -std=c17 $strict -fsyntax-only -x c "$prefix/include/gradfig.h"
# shellcheck disable=SC2046,SC2086
check "the example in C is compiled" \
    cc -std=c17 $strict -o example "$tests/example.c" $(flags --cflags --libs)
check "the example in C" bash "$tests/example.sh" "$source/figures" "$PWD/example"
# Some libraries below ours are written in C++.
if needs c++; then
    # pkg-config names most of them many times, and the linker would read each as often.
    others=$(pkg-config --static --libs gradfig | tr ' ' '\n' | grep -vE '^(-L.*|-lgradfig|)$' | sort -u)
    # shellcheck disable=SC2046,SC2086
    check "the example in C is linked statically" \
        cc -std=c17 $strict -o static "$tests/example.c" $(flags --cflags) "$folder/libgradfig.a" $others
    check "the static example needs no library of ours" test -z "$(ldd static | grep libgradfig)"
    mkdir shared-files static-files
    ./example "$source/figures/near_identity.yaml" shared-files >shared-text
    check "the static example" ./static "$source/figures/near_identity.yaml" static-files >static-text
    check "the static example prints the same" cmp shared-text static-text
    check "the static example writes the same" diff -r shared-files static-files

    # shellcheck disable=SC2086
    check "the header is C++" c++ -std=c++11 $strict -fsyntax-only -x c++ "$prefix/include/gradfig.h"
    # shellcheck disable=SC2046,SC2086
    check "the example in C++ is compiled" \
        c++ -std=c++11 $strict -o example-cpp "$tests/example.cpp" $(flags --cflags --libs)
    check "the example in C++" bash "$tests/example.sh" "$source/figures" "$PWD/example-cpp"
fi

check "the example in Python" \
    bash "$tests/example.sh" "$source/figures" /usr/bin/python3 "$tests/example.py"

# offers WORDS LINE...: what bash offers for the last word of a line
offers() {
    local expected=$1
    shift
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    _gradfig
    check "bash offers \"$expected\" for: $*" test "${COMPREPLY[*]}" = "$expected"
}
completions=$prefix/share
# shellcheck source=/dev/null
. "$completions/bash-completion/completions/gradfig.bash"
offers "render report" gradfig re
offers "png svg pdf" gradfig render --format ""
offers "csv json text" gradfig series --format ""
offers "markdown mkdocs myst" gradfig snippet --for m
offers "figure.theme=" gradfig render --set figure.th
offers "light dark auto" gradfig render --set figure.theme =
offers "dark" gradfig render --set figure.theme = d
offers "--theme-pair" gradfig batch --th
offers "names file" gradfig fit --order ""
offers "first last" gradfig fit --step ""
offers "geometry.x" gradfig keys geometry.
offers "" gradfig render -o x
zsh_words=$completions/zsh/site-functions/_gradfig
fish_words=$completions/fish/vendor_completions.d/gradfig.fish
for words in "bash $completions/bash-completion/completions/gradfig.bash" "zsh $zsh_words" "fish $fish_words"; do
    run completion "${words%% *}"
    expect 0
    check "$ran writes what is installed" cmp "$out" "${words#* }"
done
run completion tcsh
expect 2
is_empty "$out"
has_line "$err" 'gradfig: completion: expected one of: bash zsh fish, found "tcsh"'
check "zsh has every key" test "$(grep -o ' [a-z.-]*=' "$zsh_words" | sort -u | wc -l)" -gt 40
if needs zsh; then
    check "zsh reads its completions" zsh -n "$zsh_words"
fi
if needs fish; then
    check "fish offers the formats" test "$(HOME=$PWD fish -c "source $fish_words
        complete -C 'gradfig series --format '" | cut -f 1 | sort | tr '\n' ' ')" = "csv json text "
fi

# The README's program is its block that includes the header.
awk '/^    #include <gradfig.h>/ { inside = 1 }
     inside && !/^(    |$)/ { exit }
     inside { print substr($0, 5) }' "$source/README.md" >readme.c
check "the README has a program" test -s readme.c
# shellcheck disable=SC2046,SC2086
check "the README's program is compiled" \
    cc -std=c17 $strict -o readme readme.c $(flags --cflags --libs)
./readme >readme.png
"$GRADFIG" render -o theirs.png --set depth=100
check "the README's program draws what the command does" cmp readme.png theirs.png
finish
