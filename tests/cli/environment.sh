#!/usr/bin/env bash
# The same spec gives the same bytes in every environment: locales, fonts, folders, variables.
set -euo pipefail
# shellcheck source=SCRIPTDIR/../shared/lib.sh
source "$(dirname "$(readlink -f "$0")")/../shared/lib.sh"

# ---- the figures: the light English one and a dark Chinese one with two kinds of text ----

spec=$test_folder/spec.yaml
cat >"$spec" <<'YAML'
networks:
  plain: {slope: .8, intercept: 1e-1, label: 传统网络 & co}
  residual: {slope: 0.2, intercept: 0.05, skip: 1.}
figure: {width: 500, height: 350, panels: [gradient, geometry], language: zh, theme: dark}
labels: {title: 直线、骨头与门 → ☺}
YAML
small=(--set figure.width=500 --set figure.height=350 --set figure.panels=activation,gradient)
english=(render "${small[@]}" -o -)
chinese=(render "$spec" -o -)
"$GRADFIG" "${english[@]}" >"$test_folder/article.png"
"$GRADFIG" "${chinese[@]}" >"$test_folder/chinese.png"
"$GRADFIG" series >"$test_folder/article.csv"
check "there are figures" test -s "$test_folder/article.png" -a -s "$test_folder/chinese.png"

# compare_in WHAT NAME COMMAND...: the command writes what is in the file NAME to standard output,
# and nothing to standard error
compare_in() {
    local what=$1 name=$2
    shift 2
    ran="$name with $what"
    status=0
    timeout -k 1 600 "$@" >"$out" 2>"$err" </dev/null || status=$?
    expect 0
    is_empty "$err"
    check "$ran: the same bytes" cmp -s "$out" "$test_folder/$name"
}

# same_through WHAT COMMAND...: both figures come out the same when the command runs gradfig
same_through() {
    local what=$1
    shift
    compare_in "$what" article.png "$@" "$GRADFIG" "${english[@]}"
    compare_in "$what" chinese.png "$@" "$GRADFIG" "${chinese[@]}"
}

# same_in VARIABLE=VALUE...: with these variables
same_in() {
    same_through "$(printf '%.60s ' "$@")" env "$@"
}

# Variables that are tried together: a figure that none of them changes is the same under all.
together=()
# also_in VARIABLE=VALUE...: adds variables, after trying those so far if one of them is there already
also_in() {
    local assignment other
    for assignment in "$@"; do
        for other in "${together[@]}"; do
            [ "${other%%=*}" != "${assignment%%=*}" ] || try_together
        done
    done
    together+=("$@")
}
# Tries them, and each alone where the figures are not the same.
try_together() {
    local assignment tried=("${together[@]}")
    together=()
    if ! cmp -s <(env "${tried[@]}" "$GRADFIG" "${english[@]}" 2>&1) "$test_folder/article.png" ||
        ! cmp -s <(env "${tried[@]}" "$GRADFIG" "${chinese[@]}" 2>&1) "$test_folder/chinese.png"; then
        for assignment in "${tried[@]}"; do
            same_in "$assignment"
        done
        failed "$(printf '%.60s ' "${tried[@]}"): together they change a figure"
    fi
    n_checks=$((n_checks + ${#tried[@]}))
}

# The suppressions of the sanitizers are no part of the environment that is tried.
bare=(-i)
for variable in ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS; do
    [ -z "${!variable:-}" ] || bare+=("$variable=${!variable}")
done
same_in "${bare[@]}"

# ---- locales, made here where the system has only their sources ----

locales=$test_folder/locales
mkdir "$locales"
# make_locale LANGUAGE CHARSET: one whose texts sort by their bytes, because rules of sorting take most time
make_locale() {
    sed '/^LC_COLLATE/,/^END/c LC_COLLATE\ncopy "POSIX"\nEND LC_COLLATE' "/usr/share/i18n/locales/$1" \
        >"$locales/$1.source" 2>/dev/null &&
        command -v localedef >/dev/null &&
        localedef -i "$locales/$1.source" -f "$2" "$locales/$1.$2" >/dev/null 2>&1 && return
    echo "the locale $1.$2 cannot be made: only its name was tried"
}
# Each of another encoding, some of which have bytes of ASCII inside of characters; UTF-8 has C.UTF-8,
# and a locale takes seconds to make in it.
make_locale de_DE ISO-8859-1 # of another decimal point
make_locale ja_JP EUC-JP
make_locale zh_CN GBK
make_locale tr_TR ISO-8859-9 # of another capital i
for locale in de_DE.ISO-8859-1 ja_JP.EUC-JP zh_CN.GBK tr_TR.ISO-8859-9 C C.UTF-8 nonsense ../../x ''; do
    same_in LOCPATH="$locales" LC_ALL="$locale"
    same_in -u LC_ALL LOCPATH="$locales" LANG="$locale"
    compare_in "LC_ALL=$locale" article.csv env LOCPATH="$locales" LC_ALL="$locale" "$GRADFIG" series
done
compare_in "a number read with LC_ALL=de_DE" article.csv env LOCPATH="$locales" \
    LC_ALL=de_DE.ISO-8859-1 "$GRADFIG" series --set networks.plain.slope=0.8
same_in -u LC_ALL -u LANG LOCPATH="$locales" LC_NUMERIC=de_DE.ISO-8859-1 LC_CTYPE=ja_JP.EUC-JP \
    LC_COLLATE=zh_CN.GBK LC_TIME=tr_TR.ISO-8859-9
same_in -u LC_ALL LOCPATH="$locales" LANG=de_DE.ISO-8859-1 LC_CTYPE=C.UTF-8
same_in -u LC_ALL -u LANG LC_CTYPE=nonsense LC_MESSAGES=nonsense
same_in LOCPATH="$locales" LC_ALL=ja_JP.EUC-JP LANGUAGE=zh_TW:ja:de
for language in ja zh-tw:ko nonsense; do
    also_in LANGUAGE="$language"
    also_in PANGO_LANGUAGE="$language"
    also_in FC_LANG="$language"
done

# ---- times ----

for zone in Pacific/Kiritimati :/etc/passwd nonsense; do
    also_in TZ="$zone"
done
also_in SOURCE_DATE_EPOCH=1
try_together

# ---- fonts ----

home=$test_folder/home
mkdir -p "$home/.config/fontconfig" "$home/.cache/fontconfig" "$home/.fonts" \
    "$home/.local/share/fonts"
cat >"$home/.config/fontconfig/fonts.conf" <<'XML'
<?xml version="1.0"?>
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <match target="pattern">
    <edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK JP</string></edit>
    <edit name="lang" mode="assign"><string>ja</string></edit>
  </match>
  <match target="font">
    <edit name="rgba" mode="assign"><const>rgb</const></edit>
    <edit name="antialias" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
    <edit name="autohint" mode="assign"><bool>true</bool></edit>
    <edit name="lcdfilter" mode="assign"><const>lcdlegacy</const></edit>
    <edit name="embolden" mode="assign"><bool>true</bool></edit>
    <edit name="matrix" mode="assign">
      <matrix><double>1</double><double>0.5</double><double>0</double><double>1</double></matrix>
    </edit>
  </match>
  <alias binding="strong"><family>Inter</family>
    <prefer><family>DejaVu Serif</family></prefer></alias>
  <selectfont><rejectfont><pattern>
    <patelt name="family"><string>Inter</string></patelt>
  </pattern></rejectfont></selectfont>
</fontconfig>
XML
cp "$home/.config/fontconfig/fonts.conf" "$home/.fonts.conf"
for cache in /var/cache/fontconfig/*; do # of other fonts, as far as fontconfig can tell
    [ ! -f "$cache" ] || echo rubbish >"$home/.cache/fontconfig/$(basename "$cache")"
done
same_in HOME="$home"
same_in -u HOME -u XDG_CONFIG_HOME -u XDG_CACHE_HOME
same_in HOME=/nonexistent XDG_CACHE_HOME=/nonexistent
same_in XDG_CONFIG_HOME="$home/.config"
same_in XDG_CACHE_HOME="$home/.cache"
same_in XDG_DATA_HOME="$home/.local/share" XDG_DATA_DIRS="$home" XDG_RUNTIME_DIR=/nonexistent
same_in FONTCONFIG_FILE="$home/.config/fontconfig/fonts.conf"
same_in FONTCONFIG_PATH="$home/.config/fontconfig"
same_in FONTCONFIG_FILE=/nonexistent FONTCONFIG_PATH=/nonexistent
same_in FONTCONFIG_SYSROOT="$home"
same_in FONTCONFIG_USE_MMAP=no
same_in FC_DEBUG=8191
same_in FREETYPE_PROPERTIES=truetype:interpreter-version=35
same_in FREETYPE_PROPERTIES='cff:no-stem-darkening=0 cff:hinting-engine=freetype'

# ---- libraries: every variable that they read, as a getenv that tells of it has shown ----

for backend in win32 coretext nonsense; do
    also_in PANGOCAIRO_BACKEND="$backend"
done
for shapers in fallback ot,fallback nonsense; do
    also_in HB_SHAPER_LIST="$shapers"
done
also_in HB_OPTIONS=uniscribe-bug-compatible:unsafe
also_in LIBTHAI_DICTDIR="$home"
also_in PIXMAN_DISABLE="sse2 ssse3 fast"
also_in PIXMAN_DISABLE="mmx wholeops nonsense"
also_in CAIRO_DEBUG=xrender-version=0.1
for variable in DEV LIB HOME BIN TCL DRV_DIR; do
    also_in "PLPLOT_$variable=$home"
done
also_in PLPLOT_DEV=psc
also_in PLPLOT_FREETYPE_SANS_FAMILY=nonsense PLPLOT_FREETYPE_MONO_FAMILY=nonsense \
    PLPLOT_FREETYPE_SERIF_FAMILY=nonsense PLPLOT_FREETYPE_SYMBOL_FAMILY=nonsense
also_in LTDL_LIBRARY_PATH="$home"
also_in G_DEBUG=fatal-warnings,gc-friendly GOBJECT_DEBUG=instance-count
also_in G_MESSAGES_DEBUG=all G_MESSAGES_PREFIXED=all
also_in G_SLICE=always-malloc
also_in G_FILENAME_ENCODING=UTF-16 G_BROKEN_FILENAMES=1 CHARSET=GB18030
also_in DISPLAY=:99 WAYLAND_DISPLAY=wayland-99 COLUMNS=1 LINES=1 TERM=dumb NO_COLOR=1
also_in POSIXLY_CORRECT=1
if ! is_sanitized; then
    also_in MALLOC_PERTURB_=165 MALLOC_ARENA_MAX=1 MALLOC_TOP_PAD_=0 # memory that is not zero
fi
# Functions of the C library in other versions, as on an older processor.
also_in GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX,-AVX512F,-SSE4_1,-ERMS
try_together

# ---- folders ----

# PLplot looks for these in the working folder first.
elsewhere=$test_folder/elsewhere
mkdir -p "$elsewhere/drivers"
cd "$elsewhere"
for name in cmap0_default.pal cmap1_default.pal plxtnd5.fnt plstnd5.fnt; do
    head -c 5000 /dev/zero | tr '\0' '\377' >"$name"
    same_through "rubbish in $name here" env
    rm "$name"
done
printf '2\n#ff0000\n#00ff00\n' >cmap0_default.pal
printf '2\n0 0 0\n255 0 0\n' >cmap1_default.pal
same_through "other colors here" env
for name in fonts.conf cairo.so libcairo.so drivers/cairo.so drivers/cairo.driver_info; do
    echo rubbish >"$name"
done
before=$(ls -AR)
same_through "other files here" env
check "nothing is left in the folder" test "$(ls -AR)" = "$before"

mkdir "$work/gone"
cd "$work/gone"
rmdir "$work/gone"
same_through "a folder that is gone" env
cd /
same_through "the root folder" env
cd "$work"

mkdir "$test_folder/temporary"
same_in TMPDIR="$test_folder/temporary"
same_in TMP="$test_folder/temporary" TEMP="$test_folder/temporary"
check "nothing is left in TMPDIR" test -z "$(ls -A "$test_folder/temporary")"
for folder in /nonexistent /dev/null '' . "$(printf 'x%.0s' {1..5000})"; do
    same_in TMPDIR="$folder"
done
folder_holds ""

# ---- the process ----

for mask in 000 022 077 777; do
    ran="gradfig render with umask $mask"
    status=0
    (umask $mask && exec "$GRADFIG" render "${small[@]}" -o x.png) >"$out" 2>"$err" || status=$?
    expect 0
    is_empty "$err"
    check "$ran: the mode is the mask's" \
        test "$(stat -c %a x.png)" = "$(printf %o $((0666 & ~0$mask)))"
    chmod 600 x.png
    check "$ran: the same bytes" cmp -s x.png "$test_folder/article.png"
    folder_holds x.png
    clear_folder
done

# A figure whose activations lose their digits, of which standard error is told.
uncertain=("${small[@]}" --set depth=60 --set networks.plain.slope=3 --set networks.plain.intercept=-2)
succeeds render "${uncertain[@]}" -o "$test_folder/uncertain.png"
has_text "$err" 'gradfig: warning:'

# closed REDIRECTION: the figures are the same when standard streams are closed
closed() {
    ran="gradfig render $1"
    status=0
    bash -c "exec \"\$@\" $1" - "$GRADFIG" render "${small[@]}" -o a.png >"$out" 2>"$err" || status=$?
    expect 0
    is_empty "$err"
    check "$ran: the same bytes" cmp -s a.png "$test_folder/article.png"
    bash -c "exec \"\$@\" $1" - "$GRADFIG" render "$spec" -o b.png >"$out" 2>"$err" || status=$?
    expect 0
    is_empty "$err"
    check "$ran: the same bytes in Chinese" cmp -s b.png "$test_folder/chinese.png"
    bash -c "exec \"\$@\" $1" - "$GRADFIG" render "${uncertain[@]}" -o c.png >"$out" 2>"$err" ||
        status=$?
    expect 0
    check "$ran: no message is in the file" cmp -s c.png "$test_folder/uncertain.png"
    folder_holds "a.png b.png c.png"
    clear_folder
}
closed '<&-'
closed '>&-'
closed '2>&-'
closed '<&- >&- 2>&-'
ran="gradfig render -o - >&-"
status=0
"$GRADFIG" render -o - >&- 2>"$err" || status=$?
expect 1
has_n_lines "$err" 1

same_through "another name" bash -c 'exec -a "" "$@"' -
same_through "little priority" nice -n 19
same_through "few files" bash -c 'ulimit -n 32; exec "$@"' -
if needs setarch && setarch -R true 2>/dev/null; then
    same_through "addresses that are not random" setarch -R
fi
if needs taskset && taskset -c 0 true 2>/dev/null; then
    same_through "one processor" taskset -c 0
fi

finish
