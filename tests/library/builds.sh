#!/usr/bin/env bash
# The library in other builds: found by CMake through pkg-config, and as a subproject of meson, which
# configures no tests. Compiles the subproject with TEST_ALL only.
#
#     builds.sh SOURCE BUILD MESON
# shellcheck source=../shared/lib.sh
. "$(dirname "$0")/../shared/lib.sh"

source=$1
build=$2
meson=$3
tests=$source/tests/library

# copy NAME: the project of that name and the example
copy() {
    cp -r "$tests/$1" "$1"
    cp "$tests/example.c" "$1"
}

# draws PROGRAM: it writes the article's figure
draws() {
    mkdir "$1-files"
    check "$1 runs" "./$1" "$source/figures/linear_gradient_demo.yaml" "$1-files" >/dev/null
    check "$1 draws what the command does" cmp "$1-files/figure.png" figure.png
}

"$GRADFIG" render "$source/figures/linear_gradient_demo.yaml" -o figure.png

copy subproject
mkdir subproject/subprojects
ln -s "$source" subproject/subprojects/gradfig
check "meson sets up the subproject" \
    "$meson" setup subproject/build subproject --force-fallback-for=gradfig >setup.log 2>&1
check "meson does not warn" test -z "$(grep -i warning setup.log)"
check "the subproject has no tests" test "$("$meson" introspect --tests subproject/build)" = "[]"
if [ -n "${TEST_ALL:-}" ]; then
    check "the subproject is compiled" "$meson" compile -C subproject/build example >compile.log 2>&1
    check "the compiler does not warn" test -z "$(grep -i warning: compile.log)"
    ln -s subproject/build/example subproject-example
    draws subproject-example
fi

if needs cmake; then
    copy cmake
    check "meson installs" "$meson" install -C "$build" --no-rebuild --quiet --destdir "$PWD/root"
    PKG_CONFIG_PATH=$(dirname "$(find "$PWD/root" -name gradfig.pc)")
    PKG_CONFIG_SYSROOT_DIR=$PWD/root
    export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
    check "CMake finds the library" cmake -S cmake -B cmake/build >cmake.log 2>&1
    check "CMake builds the example" cmake --build cmake/build >>cmake.log 2>&1
    ln -s cmake/build/example cmake-example
    draws cmake-example
else
    echo "no cmake: not tried"
fi
finish
